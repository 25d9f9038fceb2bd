/* bits3_0.h, spelt in another way. */
#include "bits3_0.h"
