// Boost's copy_file.
#include "peer.h"
#include <boost/filesystem.hpp>

static int copy(const char *source, const char *target)
{
    boost::system::error_code code;
    boost::filesystem::copy_file(source, target, boost::filesystem::copy_options::overwrite_existing, code);
    return code.failed();
}

int main(int argc, char **argv)
{
    const peer_method methods[] = {{"copy_file", copy}, {nullptr, nullptr}};
    return peer_main(argc, argv, methods);
}
