/* fileapi.h, spelt in another way. */
#include "fileapi.h"
