/* bits10_2.h, spelt in another way. */
#include "bits10_2.h"
