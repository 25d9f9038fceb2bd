/* winerror.h, spelt in another way. */
#include "winerror.h"
