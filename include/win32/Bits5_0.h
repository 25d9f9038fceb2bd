/* bits5_0.h, spelt in another way. */
#include "bits5_0.h"
