/* versionhelpers.h, spelt in another way. */
#include "versionhelpers.h"
