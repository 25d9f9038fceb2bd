/* shlobj.h, spelt in another way. */
#include "shlobj.h"
