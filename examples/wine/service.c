/* The BITS service of a prefix: the library's objects for clients that ask for CLSCTX_LOCAL_SERVER, as Microsoft's samples
 * do. Wine's svchost.exe calls ServiceMain (service.reg); marshalling between the processes is Wine's. */
#define COBJMACROS
#include "layer.h"

static const GUID manager_class = {0x4991d34b, 0x80a1, 0x4291, {0x83, 0xb6, 0x33, 0x28, 0x36, 0x6b, 0x90, 0x97}};
static const GUID unknown = {0, 0, 0, {0xc0, 0, 0, 0, 0, 0, 0, 0x46}};
static const WCHAR service_name[] = {'B', 'I', 'T', 'S', 0};

static HANDLE stop;
static SERVICE_STATUS_HANDLE status_handle;

static void report(DWORD state, DWORD accepted)
{
    SERVICE_STATUS status = {SERVICE_WIN32_SHARE_PROCESS, state, accepted, NO_ERROR, 0, 0, 0};
    SetServiceStatus(status_handle, &status);
}

static DWORD WINAPI control(DWORD code, DWORD type, void *data, void *context)
{
    (void)type, (void)data, (void)context;
    switch (code) {
    case SERVICE_CONTROL_STOP:
    case SERVICE_CONTROL_SHUTDOWN:
        report(SERVICE_STOP_PENDING, 0);
        SetEvent(stop);
        return NO_ERROR;
    case SERVICE_CONTROL_INTERROGATE:
        return NO_ERROR;
    default:
        return ERROR_CALL_NOT_IMPLEMENTED;
    }
}

void WINAPI layer_ServiceMain(DWORD argc, WCHAR **argv)
{
    IUnknown *factory = NULL;
    DWORD cookie = 0;
    (void)argc, (void)argv;
    stop = CreateEventW(NULL, TRUE, FALSE, NULL);
    status_handle = RegisterServiceCtrlHandlerExW(service_name, control, NULL);
    if (!stop || !status_handle) {
        return;
    }
    report(SERVICE_START_PENDING, 0);
    CoInitializeEx(NULL, COINIT_MULTITHREADED);
    if (SUCCEEDED(layer_DllGetClassObject(&manager_class, &unknown, (void **)&factory)) &&
        SUCCEEDED(CoRegisterClassObject(&manager_class, factory, CLSCTX_LOCAL_SERVER, REGCLS_MULTIPLEUSE, &cookie))) {
        report(SERVICE_RUNNING, SERVICE_ACCEPT_STOP | SERVICE_ACCEPT_SHUTDOWN);
        WaitForSingleObject(stop, INFINITE);
        CoRevokeClassObject(cookie);
    }
    if (factory) {
        IUnknown_Release(factory);
    }
    CoUninitialize();
    report(SERVICE_STOPPED, 0);
}
