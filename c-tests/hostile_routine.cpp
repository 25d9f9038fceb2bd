// Routines that do what no routine should: MODE SOURCE DESTINATION OTHER FLAGS ANSWER. Prints what CopyFile2 returned.
//
// OTHER is a directory: to change to, to copy to, or with files that nothing may happen to. ANSWER is what the routine
// answers to the second message, CONTINUE otherwise.
#include <climits>
#include <copyfile2.h>
#include <csetjmp>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace {

std::string mode, source, destination, other;
COPYFILE2_EXTENDED_PARAMETERS_V2 parameters;
BOOL cancelled = FALSE;
int answer, calls, depth;
std::jmp_buf back;

// The descriptor of a handle of this message; -1 if the message has none.
int descriptor(const COPYFILE2_MESSAGE *message, bool of_source)
{
    HANDLE from = nullptr, to = nullptr;
    switch (message->Type) {
    case COPYFILE2_CALLBACK_STREAM_STARTED:
        from = message->Info.StreamStarted.hSourceFile;
        to = message->Info.StreamStarted.hDestinationFile;
        break;
    case COPYFILE2_CALLBACK_CHUNK_STARTED:
        from = message->Info.ChunkStarted.hSourceFile;
        to = message->Info.ChunkStarted.hDestinationFile;
        break;
    case COPYFILE2_CALLBACK_CHUNK_FINISHED:
        from = message->Info.ChunkFinished.hSourceFile;
        to = message->Info.ChunkFinished.hDestinationFile;
        break;
    default:
        return -1;
    }
    return CopyFile2GetFileDescriptor(of_source ? from : to);
}

HRESULT nested(const std::string &from, const std::string &to, DWORD flags)
{
    COPYFILE2_EXTENDED_PARAMETERS inner = {};
    inner.dwSize = sizeof inner;
    inner.dwCopyFlags = flags;
    return CopyFile2U8(from.c_str(), to.c_str(), &inner);
}

// A child that the routine forks sees neither file after exec.
bool keeps_its_descriptors()
{
    pid_t child = fork();
    if (child == 0) {
        execlp("sh", "sh", "-c", "! ls -l /proc/self/fd | grep -q -e \"/$0\\$\" -e \"/$1\\$\"", source.c_str(),
               destination.c_str(), static_cast<char *>(nullptr));
        _exit(2);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

COPYFILE2_MESSAGE_ACTION CALLBACK routine(const COPYFILE2_MESSAGE *message, PVOID)
{
    int call = ++calls;
    int reply = call == 2 ? answer : static_cast<int>(COPYFILE2_PROGRESS_CONTINUE);
    if (mode == "close") {
        close(descriptor(message, false));
    } else if (mode == "close-source") {
        close(descriptor(message, true));
    } else if (mode == "close-all") {
        for (int fd = 3; fd < 256; fd++)
            close(fd);
    } else if (mode == "chdir") {
        if (chdir(other.c_str()) != 0)
            return COPYFILE2_PROGRESS_CANCEL;
    } else if (mode == "fork") {
        pid_t child = fork();
        if (child == 0)
            _exit(0);
        waitpid(child, nullptr, 0);
        if (call == 1 && !keeps_its_descriptors())
            std::puts("inherited");
    } else if (mode == "throw") {
        if (call == 2)
            throw 1;
    } else if (mode == "throw-late") {
        if (message->Type == COPYFILE2_CALLBACK_CHUNK_FINISHED)
            throw 1;
    } else if (mode == "longjmp") {
        if (call == 2)
            std::longjmp(back, 1);
    } else if (mode == "longjmp-late") {
        if (message->Type == COPYFILE2_CALLBACK_CHUNK_FINISHED)
            std::longjmp(back, 1);
    } else if (mode == "exit") {
        if (message->Type == COPYFILE2_CALLBACK_CHUNK_FINISHED)
            std::exit(0);
    } else if (mode == "nested" && call < 4) {
        // The same source elsewhere, what there is of the destination, and the destination once more.
        std::string name = other + "/nested" + std::to_string(call);
        if (nested(source, name, 0) != S_OK || FAILED(nested(destination, name + "b", 0)))
            std::puts("nested copy failed");
        if (parameters.dwCopyFlags & COPY_FILE_RESTARTABLE &&
            nested(source, destination, COPY_FILE_RESTARTABLE) != HRESULT_FROM_WIN32(ERROR_SHARING_VIOLATION))
            std::puts("not locked");
    } else if (mode == "deep") {
        if (depth < 8) {
            depth++;
            if (CopyFile2U8(source.c_str(), (other + "/deep" + std::to_string(depth)).c_str(),
                            reinterpret_cast<COPYFILE2_EXTENDED_PARAMETERS *>(&parameters)) != S_OK)
                std::puts("nested copy failed");
        }
    } else if (mode == "absurd") {
        const int absurd[] = {5, 6, 77, -1, INT_MAX, INT_MIN, 0x10001};
        int value = absurd[call % 7];
        COPYFILE2_MESSAGE_ACTION action;
        std::memcpy(&action, &value, sizeof action);
        return action;
    } else if (mode == "long") {
        usleep(3000);
    } else if (mode == "overwrite") {
        std::memset(const_cast<COPYFILE2_MESSAGE *>(message), 0xff, sizeof *message);
    } else if (mode == "parameters") {
        std::memset(static_cast<void *>(&parameters), 0xff, sizeof parameters);
        std::fill(source.begin(), source.end(), 'x');
        std::fill(destination.begin(), destination.end(), 'x');
    } else if (mode == "cancel") {
        cancelled = TRUE;
    }
    COPYFILE2_MESSAGE_ACTION action;
    std::memcpy(&action, &reply, sizeof action);
    return action;
}

} // namespace

int main(int count, char **arguments)
{
    if (count != 7)
        return 2;
    mode = arguments[1];
    source = arguments[2];
    destination = arguments[3];
    other = arguments[4];
    answer = std::atoi(arguments[6]);
    parameters.dwSize = sizeof parameters;
    parameters.dwCopyFlags = static_cast<DWORD>(std::strtoul(arguments[5], nullptr, 0));
    parameters.pfCancel = &cancelled;
    parameters.pProgressRoutine = routine;
    parameters.ioDesiredSize = 256 << 10;
    if (setjmp(back) != 0) {
        std::puts("jumped");
        // The program goes on: it may copy as before.
        std::printf("%08x\n", static_cast<unsigned>(nested(source, destination + "2", 0)));
        return 0;
    }
    try {
        HRESULT result = CopyFile2U8(source.c_str(), destination.c_str(),
                                     reinterpret_cast<COPYFILE2_EXTENDED_PARAMETERS *>(&parameters));
        std::printf("%08x\n", static_cast<unsigned>(result));
    } catch (int) {
        std::puts("caught");
    }
    return 0;
}
