// C++'s std::filesystem::copy_file.
#include "peer.h"
#include <filesystem>

static int copy(const char *source, const char *target)
{
    std::error_code code;
    return !std::filesystem::copy_file(source, target, std::filesystem::copy_options::overwrite_existing, code);
}

int main(int argc, char **argv)
{
    const peer_method methods[] = {{"copy_file", copy}, {nullptr, nullptr}};
    return peer_main(argc, argv, methods);
}
