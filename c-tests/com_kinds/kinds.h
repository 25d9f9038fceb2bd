/* One queue, three kinds of clients in one process: C's convention with UTF-16, the same with UTF-32, and Microsoft's. */
#ifndef COM_KINDS_H
#define COM_KINDS_H

#ifdef __cplusplus
extern "C" {
#endif

/* A job as a client of one kind sees it. Texts are UTF-8; what is given back is free()d. */
struct kind {
    const char *name;
    /* Makes a job with that display name, to copy `source` to `target`, and registers a callback object on it. */
    void *(*start)(const char *display_name, const char *source, const char *target);
    /* Resumes it; waits until the callback has completed it; tells what the callback saw of the job's and the file's names. */
    char *(*finish)(void *client);
    /* The display name of any job by its id. */
    char *(*display_name_of)(const void *id);
    /* The id of the client's job. */
    void (*id_of)(void *client, void *id);
    /* What GetNotifyInterface answers for any job by its id, and whether it gave the client's own object. */
    int (*notify_interface_of)(const void *id, void *client, int *is_own);
    /* Starts a job without a callback that names a program for its end. */
    void (*start_with_program)(const char *source, const char *target, const char *program, const char *parameters);
    /* Lets go of everything; the references that are left of the callback object: 1 is its owner's. */
    int (*end)(void *client);
};

extern const struct kind kind_utf16, kind_utf32, kind_guest;

/* The layer of the process (main.c). */
void check_thread(const char *what);

#ifdef __cplusplus
}
#endif
#endif
