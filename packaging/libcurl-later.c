/* libcurl, loaded by the first use of BITS and not with libcopyfile2.so.
 *
 * The system's libcurl brings some thirty libraries along, which take several times as long to load as everything else
 * together: too much for programs that only copy files. The functions that the library calls stand here under their own
 * names, local to it, and go on to libcurl once it is loaded. What the library calls and is not listed is linked as ever.
 *
 * The library asks for libcurl by curl_global_init(CURL_GLOBAL_NOTHING), before any other of these calls. SONAME is
 * libcurl's, as the linker found it. */
#define CURL_DISABLE_TYPECHECK
#define CURL_DISABLE_DEPRECATION
#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* curl.h counts the arguments of these by macros of the same names. */
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

#define FUNCTIONS(F) \
    F(curl_easy_cleanup) F(curl_easy_getinfo) F(curl_easy_init) F(curl_easy_reset) F(curl_easy_setopt) \
    F(curl_easy_strerror) F(curl_formfree) F(curl_global_init) F(curl_multi_add_handle) F(curl_multi_cleanup) \
    F(curl_multi_info_read) F(curl_multi_init) F(curl_multi_perform) F(curl_multi_poll) \
    F(curl_multi_remove_handle) F(curl_multi_setopt) F(curl_multi_strerror) F(curl_multi_wakeup) \
    F(curl_slist_append) F(curl_slist_free_all)

#define MEMBER(name) __typeof__(&(name)) name;
struct functions {
    FUNCTIONS(MEMBER)
};

/* All or none of them are there. */
static struct functions libcurl;
static pthread_mutex_t loading = PTHREAD_MUTEX_INITIALIZER;

static bool find(void *handle, const char *name, void *place)
{
    void *found = dlsym(handle, name);
    memcpy(place, &found, sizeof found);
    return found != NULL;
}

/* What cannot be loaded now may be installed later, and is looked for again. */
static CURLcode load(void)
{
    struct functions found;
    CURLcode code = CURLE_OK;
    pthread_mutex_lock(&loading);
    if (libcurl.curl_global_init == NULL) {
        void *handle = dlopen(SONAME, RTLD_NOW | RTLD_LOCAL);
#define FIND(name) && find(handle, #name, &found.name)
        if (handle != NULL FUNCTIONS(FIND)) {
            code = found.curl_global_init(CURL_GLOBAL_ALL);
            if (code == CURLE_OK)
                libcurl = found;
        } else {
            code = CURLE_FAILED_INIT;
        }
    }
    pthread_mutex_unlock(&loading);
    return code;
}

CURLcode curl_global_init(long flags)
{
    /* The constructor of the crate curl calls this as the library is loaded, which is too early. */
    return flags == CURL_GLOBAL_NOTHING ? load() : CURLE_OK;
}

CURL *curl_easy_init(void)
{
    return libcurl.curl_easy_init();
}

void curl_easy_cleanup(CURL *handle)
{
    libcurl.curl_easy_cleanup(handle);
}

void curl_easy_reset(CURL *handle)
{
    libcurl.curl_easy_reset(handle);
}

const char *curl_easy_strerror(CURLcode code)
{
    return libcurl.curl_easy_strerror(code);
}

/* The number of an option tells the type of its argument: long below 10000, curl_off_t from 30000 up to 39999, else a
 * pointer to something (CURLOPTTYPE_*). */
#define PASS_ON(function, handle, option, rest) \
    ((int)(option) < 10000 ? function(handle, option, va_arg(rest, long)) \
     : (int)(option) / 10000 == 3 ? function(handle, option, va_arg(rest, curl_off_t)) \
                                  : function(handle, option, va_arg(rest, void *)))

CURLcode curl_easy_setopt(CURL *handle, CURLoption option, ...)
{
    va_list rest;
    va_start(rest, option);
    CURLcode code = PASS_ON(libcurl.curl_easy_setopt, handle, option, rest);
    va_end(rest);
    return code;
}

CURLMcode curl_multi_setopt(CURLM *handle, CURLMoption option, ...)
{
    va_list rest;
    va_start(rest, option);
    CURLMcode code = PASS_ON(libcurl.curl_multi_setopt, handle, option, rest);
    va_end(rest);
    return code;
}

/* Here it is always a pointer. */
CURLcode curl_easy_getinfo(CURL *handle, CURLINFO info, ...)
{
    va_list rest;
    va_start(rest, info);
    CURLcode code = libcurl.curl_easy_getinfo(handle, info, va_arg(rest, void *));
    va_end(rest);
    return code;
}

void curl_formfree(struct curl_httppost *form)
{
    libcurl.curl_formfree(form);
}

CURLM *curl_multi_init(void)
{
    return libcurl.curl_multi_init();
}

CURLMcode curl_multi_cleanup(CURLM *multi)
{
    return libcurl.curl_multi_cleanup(multi);
}

CURLMcode curl_multi_add_handle(CURLM *multi, CURL *handle)
{
    return libcurl.curl_multi_add_handle(multi, handle);
}

CURLMcode curl_multi_remove_handle(CURLM *multi, CURL *handle)
{
    return libcurl.curl_multi_remove_handle(multi, handle);
}

CURLMsg *curl_multi_info_read(CURLM *multi, int *left)
{
    return libcurl.curl_multi_info_read(multi, left);
}

CURLMcode curl_multi_perform(CURLM *multi, int *running)
{
    return libcurl.curl_multi_perform(multi, running);
}

CURLMcode curl_multi_poll(CURLM *multi, struct curl_waitfd extra[], unsigned count, int timeout, int *ready)
{
    return libcurl.curl_multi_poll(multi, extra, count, timeout, ready);
}

CURLMcode curl_multi_wakeup(CURLM *multi)
{
    return libcurl.curl_multi_wakeup(multi);
}

const char *curl_multi_strerror(CURLMcode code)
{
    return libcurl.curl_multi_strerror(code);
}

struct curl_slist *curl_slist_append(struct curl_slist *list, const char *text)
{
    return libcurl.curl_slist_append(list, text);
}

void curl_slist_free_all(struct curl_slist *list)
{
    libcurl.curl_slist_free_all(list);
}

/* Tells tools that make packages what is loaded later (the ELF dlopen metadata of the UAPI group). */
#define DESCRIPTION \
    "[{\"feature\":\"bits\",\"description\":\"Transfers of BITS\",\"priority\":\"required\",\"soname\":[\"" SONAME "\"]}]"
__attribute__((used, section(".note.dlopen"), aligned(4))) static const struct {
    uint32_t name_size, description_size, type;
    char name[4];
    _Alignas(4) char description[sizeof DESCRIPTION];
} note = {4, sizeof DESCRIPTION, 0x407c0c0a, "FDO", DESCRIPTION};
