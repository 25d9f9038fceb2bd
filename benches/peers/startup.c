/* What a program pays for the library: loads it and copies one byte. Built with NOTHING it is the empty program beside it. */
#ifdef NOTHING
int main(void)
{
    return 0;
}
#else
#include <copyfile2.h>

int main(int argc, char **argv)
{
    return argc == 3 && CopyFile2U8(argv[1], argv[2], NULL) == S_OK ? 0 : 1;
}
#endif
