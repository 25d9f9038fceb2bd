/* strsafe.h, spelt in another way. */
#include "strsafe.h"
