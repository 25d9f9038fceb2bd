/* bits4_0.h, spelt in another way. */
#include "bits4_0.h"
