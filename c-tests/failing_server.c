/* A file system in user space with one file, whose server fails as asked.
 *
 *   failing_server DIRECTORY HOW AT SIZE
 *
 * Mounts itself on DIRECTORY and prints "ready". The file is named "file"; with a SIZE it is there, its byte at offset n
 * is n / 512 + n, else it is to be made. HOW:
 *
 *   read, write     the server ends instead of answering read or write number AT
 *   full            write number AT and each later one finds no space
 *   flush           closing a file that was written to fails with EIO
 *   interrupt       of the requests of each kind every fifth is interrupted, beginning with the first
 *   none            nothing fails
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fuse.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { ROOT = FUSE_ROOT_ID, FILE_NODE = 2, MOST = 64 << 20, REQUEST = 1 << 20 };

static int device, is_there, requests_made;
static unsigned char *bytes;
static uint64_t size, written_time;
static uint32_t mode = 0644, written_nanoseconds;

static void answer(const struct fuse_in_header *request, int error, const void *content, size_t length)
{
    struct fuse_out_header header = {0};
    header.len = (uint32_t)(sizeof header + (error == 0 ? length : 0));
    header.error = -error;
    header.unique = request->unique;
    struct iovec parts[2] = {{&header, sizeof header}, {(void *)content, error == 0 ? length : 0}};
    /* Nobody may wait for it any more. */
    if (writev(device, parts, 2) < 0 && errno != ENOENT)
        perror("answer");
}

static void describe(uint64_t node, struct fuse_attr *attributes)
{
    memset(attributes, 0, sizeof *attributes);
    attributes->ino = node;
    attributes->nlink = 1;
    attributes->mode = node == ROOT ? S_IFDIR | 0755 : S_IFREG | mode;
    attributes->size = node == ROOT ? 0 : size;
    attributes->blocks = (attributes->size + 511) / 512;
    attributes->mtime = written_time;
    attributes->mtimensec = written_nanoseconds;
    attributes->blksize = 4096;
}

static struct fuse_entry_out entry(void)
{
    struct fuse_entry_out found = {0};
    found.nodeid = FILE_NODE;
    describe(FILE_NODE, &found.attr);
    return found;
}

static void serve(struct fuse_in_header *request, const char *how, int at)
{
    void *argument = request + 1;
    static unsigned char seen[256];
    int may_be_interrupted = request->opcode != FUSE_INIT && request->opcode != FUSE_FORGET &&
                             request->opcode != FUSE_BATCH_FORGET && request->opcode != FUSE_RELEASE &&
                             request->opcode != FUSE_FLUSH && request->opcode < sizeof seen;
    if (strcmp(how, "interrupt") == 0 && may_be_interrupted && seen[request->opcode]++ % 5 == 0) {
        answer(request, EINTR, NULL, 0);
        return;
    }
    switch (request->opcode) {
    case FUSE_INIT: {
        struct fuse_init_out out = {0};
        out.major = FUSE_KERNEL_VERSION;
        out.minor = 31;
        out.max_readahead = 128 << 10;
        out.flags = FUSE_BIG_WRITES;
        out.max_write = 128 << 10;
        out.time_gran = 1;
        answer(request, 0, &out, sizeof out);
        break;
    }
    case FUSE_LOOKUP: {
        struct fuse_entry_out found = entry();
        answer(request, is_there && strcmp(argument, "file") == 0 ? 0 : ENOENT, &found, sizeof found);
        break;
    }
    case FUSE_GETATTR: {
        struct fuse_attr_out out = {0};
        describe(request->nodeid, &out.attr);
        answer(request, 0, &out, sizeof out);
        break;
    }
    case FUSE_SETATTR: {
        struct fuse_setattr_in *wanted = argument;
        struct fuse_attr_out out = {0};
        if (wanted->valid & FATTR_SIZE) {
            if (wanted->size > size)
                memset(bytes + size, 0, wanted->size - size);
            size = wanted->size;
        }
        if (wanted->valid & FATTR_MODE)
            mode = wanted->mode & 07777;
        if (wanted->valid & FATTR_MTIME) {
            written_time = wanted->mtime;
            written_nanoseconds = wanted->mtimensec;
        }
        describe(request->nodeid, &out.attr);
        answer(request, 0, &out, sizeof out);
        break;
    }
    case FUSE_CREATE: {
        struct {
            struct fuse_entry_out entry;
            struct fuse_open_out open;
        } out;
        memset(&out, 0, sizeof out);
        is_there = 1;
        size = 0;
        mode = ((struct fuse_create_in *)argument)->mode & 07777;
        out.entry = entry();
        answer(request, 0, &out, sizeof out);
        break;
    }
    case FUSE_OPEN:
    case FUSE_OPENDIR: {
        struct fuse_open_out out = {0};
        answer(request, 0, &out, sizeof out);
        break;
    }
    case FUSE_READ: {
        struct fuse_read_in *wanted = argument;
        if (strcmp(how, "read") == 0 && ++requests_made == at)
            _exit(0);
        uint64_t left = wanted->offset < size ? size - wanted->offset : 0;
        answer(request, 0, bytes + wanted->offset, left < wanted->size ? left : wanted->size);
        break;
    }
    case FUSE_WRITE: {
        struct fuse_write_in *given = argument;
        struct fuse_write_out out = {0};
        requests_made++;
        if (strcmp(how, "write") == 0 && requests_made == at)
            _exit(0);
        if (strcmp(how, "full") == 0 && requests_made >= at) {
            answer(request, ENOSPC, NULL, 0);
            break;
        }
        memcpy(bytes + given->offset, given + 1, given->size);
        if (given->offset + given->size > size)
            size = given->offset + given->size;
        out.size = given->size;
        answer(request, 0, &out, sizeof out);
        break;
    }
    case FUSE_FLUSH:
        answer(request, strcmp(how, "flush") == 0 && requests_made > 0 ? EIO : 0, NULL, 0);
        break;
    case FUSE_UNLINK:
        is_there = 0;
        answer(request, 0, NULL, 0);
        break;
    case FUSE_STATFS: {
        struct fuse_statfs_out out = {0};
        out.st.bsize = 4096;
        out.st.namelen = 255;
        answer(request, 0, &out, sizeof out);
        break;
    }
    case FUSE_RELEASE:
    case FUSE_RELEASEDIR:
    case FUSE_FSYNC:
        answer(request, 0, NULL, 0);
        break;
    case FUSE_FORGET:
    case FUSE_BATCH_FORGET:
    case FUSE_INTERRUPT:
        break;
    default:
        answer(request, ENOSYS, NULL, 0);
    }
}

int main(int argc, char **argv)
{
    static char request[REQUEST + (64 << 10)] __attribute__((aligned(8)));
    char options[128];
    if (argc != 5)
        return 2;
    bytes = calloc(1, MOST);
    size = strtoull(argv[4], NULL, 0);
    is_there = size > 0;
    for (uint64_t at = 0; at < size; at++)
        bytes[at] = (unsigned char)(at / 512 + at);
    device = open("/dev/fuse", O_RDWR | O_CLOEXEC);
    snprintf(options, sizeof options, "fd=%d,rootmode=40000,user_id=0,group_id=0,allow_other,default_permissions", device);
    if (bytes == NULL || device < 0 || mount("server", argv[1], "fuse", MS_NOSUID | MS_NODEV, options) != 0) {
        perror("mount");
        return 1;
    }
    puts("ready");
    fflush(stdout);
    for (;;) {
        ssize_t length = read(device, request, sizeof request);
        if (length >= (ssize_t)sizeof(struct fuse_in_header))
            serve((struct fuse_in_header *)request, argv[2], atoi(argv[3]));
        else if (errno != EINTR && errno != ENOENT)
            return 0; /* unmounted */
    }
}
