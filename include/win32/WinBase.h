/* winbase.h, spelt in another way. */
#include "winbase.h"
