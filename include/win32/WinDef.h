/* windef.h, spelt in another way. */
#include "windef.h"
