/* bits1_5.h, spelt in another way. */
#include "bits1_5.h"
