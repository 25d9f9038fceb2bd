/* sdkddkver.h, spelt in another way. */
#include "sdkddkver.h"
