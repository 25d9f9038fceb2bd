/* libcurl, loaded by the first use of BITS and not with libcopyfile2.so.
 *
 * The system's libcurl brings some thirty libraries along, which take several times as long to load as everything else
 * together: too much for programs that only copy files. The functions that the library calls stand here under their own
 * names, local to it, and go on to libcurl once it is loaded. One that is called and not listed fails the link.
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

/* Those with a given list of arguments: what they return, their name, the arguments and how they are passed on. All that
 * the crate curl calls stand here, whatever the library uses of it today, but for what belongs to forms and sockets. */
#define PLAIN(F) \
    F(CURL *, curl_easy_init, (void), ()) \
    F(CURL *, curl_easy_duphandle, (CURL * handle), (handle)) \
    F(CURLcode, curl_easy_pause, (CURL * handle, int which), (handle, which)) \
    F(CURLcode, curl_easy_perform, (CURL * handle), (handle)) \
    F(CURLcode, curl_easy_recv, (CURL * handle, void *to, size_t size, size_t *count), (handle, to, size, count)) \
    F(CURLcode, curl_easy_send, (CURL * handle, const void *from, size_t size, size_t *count), (handle, from, size, count)) \
    F(CURLcode, curl_easy_upkeep, (CURL * handle), (handle)) \
    F(char *, curl_easy_escape, (CURL * handle, const char *text, int length), (handle, text, length)) \
    F(char *, curl_easy_unescape, (CURL * handle, const char *text, int length, int *count), (handle, text, length, count)) \
    F(const char *, curl_easy_strerror, (CURLcode code), (code)) \
    F(CURLM *, curl_multi_init, (void), ()) \
    F(CURLMcode, curl_multi_cleanup, (CURLM * multi), (multi)) \
    F(CURLMcode, curl_multi_add_handle, (CURLM * multi, CURL * handle), (multi, handle)) \
    F(CURLMcode, curl_multi_remove_handle, (CURLM * multi, CURL * handle), (multi, handle)) \
    F(CURLMsg *, curl_multi_info_read, (CURLM * multi, int *left), (multi, left)) \
    F(CURLMcode, curl_multi_perform, (CURLM * multi, int *running), (multi, running)) \
    F(CURLMcode, curl_multi_poll, (CURLM * multi, struct curl_waitfd extra[], unsigned count, int timeout, int *ready), \
      (multi, extra, count, timeout, ready)) \
    F(CURLMcode, curl_multi_wait, (CURLM * multi, struct curl_waitfd extra[], unsigned count, int timeout, int *ready), \
      (multi, extra, count, timeout, ready)) \
    F(CURLMcode, curl_multi_timeout, (CURLM * multi, long *timeout), (multi, timeout)) \
    F(CURLMcode, curl_multi_wakeup, (CURLM * multi), (multi)) \
    F(const char *, curl_multi_strerror, (CURLMcode code), (code)) \
    F(struct curl_slist *, curl_slist_append, (struct curl_slist * list, const char *text), (list, text)) \
    F(char *, curl_version, (void), ()) \
    F(curl_version_info_data *, curl_version_info, (CURLversion age), (age))

/* The same for those that return nothing. */
#define SILENT(F) \
    F(void, curl_easy_cleanup, (CURL * handle), (handle)) \
    F(void, curl_easy_reset, (CURL * handle), (handle)) \
    F(void, curl_formfree, (struct curl_httppost * form), (form)) \
    F(void, curl_free, (void *memory), (memory)) \
    F(void, curl_slist_free_all, (struct curl_slist * list), (list))

/* Each of these has something of its own. */
#define OWN(F) \
    F(CURLcode, curl_global_init, , ) \
    F(CURLcode, curl_easy_setopt, , ) \
    F(CURLcode, curl_easy_getinfo, , ) \
    F(CURLMcode, curl_multi_setopt, , )

#define FUNCTIONS(F) PLAIN(F) SILENT(F) OWN(F)

#define MEMBER(type, name, arguments, values) __typeof__(&(name)) name;
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
#define FIND(type, name, arguments, values) && find(handle, #name, &found.name)
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

#define PASS(type, name, arguments, values) \
    type name arguments \
    { \
        return libcurl.name values; \
    }
PLAIN(PASS)

#define PASS_SILENTLY(type, name, arguments, values) \
    type name arguments \
    { \
        libcurl.name values; \
    }
SILENT(PASS_SILENTLY)

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

/* Tells tools that make packages what is loaded later (the ELF dlopen metadata of the UAPI group). */
#define DESCRIPTION \
    "[{\"feature\":\"bits\",\"description\":\"Transfers of BITS\",\"priority\":\"required\",\"soname\":[\"" SONAME "\"]}]"
__attribute__((used, section(".note.dlopen"), aligned(4))) static const struct {
    uint32_t name_size, description_size, type;
    char name[4];
    _Alignas(4) char description[sizeof DESCRIPTION];
} note = {4, sizeof DESCRIPTION, 0x407c0c0a, "FDO", DESCRIPTION};
