/* GLib's g_file_copy. */
#include "peer.h"
#include <gio/gio.h>

static int copy(const char *source, const char *target)
{
    GFile *from = g_file_new_for_path(source), *to = g_file_new_for_path(target);
    gboolean copied = g_file_copy(from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL);
    g_object_unref(from);
    g_object_unref(to);
    return !copied;
}

int main(int argc, char **argv)
{
    const struct peer_method methods[] = {{"g_file_copy", copy}, {NULL, NULL}};
    return peer_main(argc, argv, methods);
}
