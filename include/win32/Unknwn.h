/* unknwn.h, spelt in another way. */
#include "unknwn.h"
