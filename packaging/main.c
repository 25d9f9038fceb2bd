/* libcopyfile2main: the main of programs that have wmain or _tmain instead (K-R5).
 *
 * main is weak here, so a program with one of its own keeps it. Each form that Microsoft's compiler takes is a weak reference: a name of
 * C, or of C++ with the parameters in it; the one that is there is called. More arguments than it takes do no harm by the calling
 * conventions of C. What a form that returns nothing leaves cannot be told from a code. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

void *CopyFile2KeepText(const char *pszText, uint32_t cbUnit);
extern char **environ;

#define STRING_(x) #x
#define STRING(x) STRING_(x)
#define FORM(number, name) \
    extern int form##number(int, void *, void *) __asm__(STRING(__USER_LABEL_PREFIX__) name) __attribute__((weak));
FORM(0, "cf2_wmain32")
FORM(1, "_Z11cf2_wmain32v")
FORM(2, "_Z11cf2_wmain32iPPw")
FORM(3, "_Z11cf2_wmain32iPPKw")
FORM(4, "_Z11cf2_wmain32iPKPw")
FORM(5, "_Z11cf2_wmain32iPKPKw")
FORM(6, "_Z11cf2_wmain32iPPwS0_")
FORM(7, "_Z11cf2_wmain32iPPKwS1_")
FORM(8, "_Z11cf2_wmain32iPPDi")
FORM(9, "_Z11cf2_wmain32iPPKDi")
FORM(10, "_Z11cf2_wmain32iPKPDi")
FORM(11, "_Z11cf2_wmain32iPKPKDi")
FORM(12, "_Z11cf2_wmain32iPPDiS0_")
FORM(13, "_Z11cf2_wmain32iPPKDiS1_")
FORM(14, "_Z11cf2_wmain32jPPw")
FORM(15, "_Z11cf2_wmain32jPPKw")
FORM(16, "_Z11cf2_wmain32jPKPw")
FORM(17, "_Z11cf2_wmain32jPKPKw")
FORM(18, "_Z11cf2_wmain32jPPwS0_")
FORM(19, "_Z11cf2_wmain32jPPKwS1_")
FORM(20, "_Z11cf2_wmain32jPPDi")
FORM(21, "_Z11cf2_wmain32jPPKDi")
FORM(22, "_Z11cf2_wmain32jPKPDi")
FORM(23, "_Z11cf2_wmain32jPKPKDi")
FORM(24, "_Z11cf2_wmain32jPPDiS0_")
FORM(25, "_Z11cf2_wmain32jPPKDiS1_")
FORM(26, "_Z11cf2_wmain32mPPw")
FORM(27, "_Z11cf2_wmain32mPPKw")
FORM(28, "_Z11cf2_wmain32mPKPw")
FORM(29, "_Z11cf2_wmain32mPKPKw")
FORM(30, "_Z11cf2_wmain32mPPwS0_")
FORM(31, "_Z11cf2_wmain32mPPKwS1_")
FORM(32, "_Z11cf2_wmain32mPPDi")
FORM(33, "_Z11cf2_wmain32mPPKDi")
FORM(34, "_Z11cf2_wmain32mPKPDi")
FORM(35, "_Z11cf2_wmain32mPKPKDi")
FORM(36, "_Z11cf2_wmain32mPPDiS0_")
FORM(37, "_Z11cf2_wmain32mPPKDiS1_")
FORM(38, "cf2_wmain16")
FORM(39, "_Z11cf2_wmain16v")
FORM(40, "_Z11cf2_wmain16iPPw")
FORM(41, "_Z11cf2_wmain16iPPKw")
FORM(42, "_Z11cf2_wmain16iPKPw")
FORM(43, "_Z11cf2_wmain16iPKPKw")
FORM(44, "_Z11cf2_wmain16iPPwS0_")
FORM(45, "_Z11cf2_wmain16iPPKwS1_")
FORM(46, "_Z11cf2_wmain16jPPw")
FORM(47, "_Z11cf2_wmain16jPPKw")
FORM(48, "_Z11cf2_wmain16jPKPw")
FORM(49, "_Z11cf2_wmain16jPKPKw")
FORM(50, "_Z11cf2_wmain16jPPwS0_")
FORM(51, "_Z11cf2_wmain16jPPKwS1_")
FORM(52, "_Z11cf2_wmain16mPPw")
FORM(53, "_Z11cf2_wmain16mPPKw")
FORM(54, "_Z11cf2_wmain16mPKPw")
FORM(55, "_Z11cf2_wmain16mPKPKw")
FORM(56, "_Z11cf2_wmain16mPPwS0_")
FORM(57, "_Z11cf2_wmain16mPPKwS1_")
FORM(58, "cf2_wmainu16")
FORM(59, "_Z12cf2_wmainu16v")
FORM(60, "_Z12cf2_wmainu16iPPDs")
FORM(61, "_Z12cf2_wmainu16iPPKDs")
FORM(62, "_Z12cf2_wmainu16iPKPDs")
FORM(63, "_Z12cf2_wmainu16iPKPKDs")
FORM(64, "_Z12cf2_wmainu16iPPDsS0_")
FORM(65, "_Z12cf2_wmainu16iPPKDsS1_")
FORM(66, "_Z12cf2_wmainu16iPPw")
FORM(67, "_Z12cf2_wmainu16iPPKw")
FORM(68, "_Z12cf2_wmainu16iPKPw")
FORM(69, "_Z12cf2_wmainu16iPKPKw")
FORM(70, "_Z12cf2_wmainu16iPPwS0_")
FORM(71, "_Z12cf2_wmainu16iPPKwS1_")
FORM(72, "_Z12cf2_wmainu16jPPDs")
FORM(73, "_Z12cf2_wmainu16jPPKDs")
FORM(74, "_Z12cf2_wmainu16jPKPDs")
FORM(75, "_Z12cf2_wmainu16jPKPKDs")
FORM(76, "_Z12cf2_wmainu16jPPDsS0_")
FORM(77, "_Z12cf2_wmainu16jPPKDsS1_")
FORM(78, "_Z12cf2_wmainu16jPPw")
FORM(79, "_Z12cf2_wmainu16jPPKw")
FORM(80, "_Z12cf2_wmainu16jPKPw")
FORM(81, "_Z12cf2_wmainu16jPKPKw")
FORM(82, "_Z12cf2_wmainu16jPPwS0_")
FORM(83, "_Z12cf2_wmainu16jPPKwS1_")
FORM(84, "_Z12cf2_wmainu16mPPDs")
FORM(85, "_Z12cf2_wmainu16mPPKDs")
FORM(86, "_Z12cf2_wmainu16mPKPDs")
FORM(87, "_Z12cf2_wmainu16mPKPKDs")
FORM(88, "_Z12cf2_wmainu16mPPDsS0_")
FORM(89, "_Z12cf2_wmainu16mPPKDsS1_")
FORM(90, "_Z12cf2_wmainu16mPPw")
FORM(91, "_Z12cf2_wmainu16mPPKw")
FORM(92, "_Z12cf2_wmainu16mPKPw")
FORM(93, "_Z12cf2_wmainu16mPKPKw")
FORM(94, "_Z12cf2_wmainu16mPPwS0_")
FORM(95, "_Z12cf2_wmainu16mPPKwS1_")
FORM(96, "wmain")
FORM(97, "_Z5wmainv")
FORM(98, "_Z5wmainiPPw")
FORM(99, "_Z5wmainiPPKw")
FORM(100, "_Z5wmainiPKPw")
FORM(101, "_Z5wmainiPKPKw")
FORM(102, "_Z5wmainiPPwS0_")
FORM(103, "_Z5wmainiPPKwS1_")
FORM(104, "_Z5wmainjPPw")
FORM(105, "_Z5wmainjPPKw")
FORM(106, "_Z5wmainjPKPw")
FORM(107, "_Z5wmainjPKPKw")
FORM(108, "_Z5wmainjPPwS0_")
FORM(109, "_Z5wmainjPPKwS1_")
FORM(110, "_Z5wmainmPPw")
FORM(111, "_Z5wmainmPPKw")
FORM(112, "_Z5wmainmPKPw")
FORM(113, "_Z5wmainmPKPKw")
FORM(114, "_Z5wmainmPPwS0_")
FORM(115, "_Z5wmainmPPKwS1_")
FORM(116, "cf2_tmain")
FORM(117, "_Z9cf2_tmainv")
FORM(118, "_Z9cf2_tmainiPPc")
FORM(119, "_Z9cf2_tmainiPPKc")
FORM(120, "_Z9cf2_tmainiPKPc")
FORM(121, "_Z9cf2_tmainiPKPKc")
FORM(122, "_Z9cf2_tmainiPPcS0_")
FORM(123, "_Z9cf2_tmainiPPKcS1_")
FORM(124, "_Z9cf2_tmainjPPc")
FORM(125, "_Z9cf2_tmainjPPKc")
FORM(126, "_Z9cf2_tmainjPKPc")
FORM(127, "_Z9cf2_tmainjPKPKc")
FORM(128, "_Z9cf2_tmainjPPcS0_")
FORM(129, "_Z9cf2_tmainjPPKcS1_")
FORM(130, "_Z9cf2_tmainmPPc")
FORM(131, "_Z9cf2_tmainmPPKc")
FORM(132, "_Z9cf2_tmainmPKPc")
FORM(133, "_Z9cf2_tmainmPKPKc")
FORM(134, "_Z9cf2_tmainmPPcS0_")
FORM(135, "_Z9cf2_tmainmPPKcS1_")

static const struct form {
    int (*call)(int, void *, void *);
    size_t unit;
} forms[] = {
    { form0, 4 },
    { form1, 4 },
    { form2, 4 },
    { form3, 4 },
    { form4, 4 },
    { form5, 4 },
    { form6, 4 },
    { form7, 4 },
    { form8, 4 },
    { form9, 4 },
    { form10, 4 },
    { form11, 4 },
    { form12, 4 },
    { form13, 4 },
    { form14, 4 },
    { form15, 4 },
    { form16, 4 },
    { form17, 4 },
    { form18, 4 },
    { form19, 4 },
    { form20, 4 },
    { form21, 4 },
    { form22, 4 },
    { form23, 4 },
    { form24, 4 },
    { form25, 4 },
    { form26, 4 },
    { form27, 4 },
    { form28, 4 },
    { form29, 4 },
    { form30, 4 },
    { form31, 4 },
    { form32, 4 },
    { form33, 4 },
    { form34, 4 },
    { form35, 4 },
    { form36, 4 },
    { form37, 4 },
    { form38, 2 },
    { form39, 2 },
    { form40, 2 },
    { form41, 2 },
    { form42, 2 },
    { form43, 2 },
    { form44, 2 },
    { form45, 2 },
    { form46, 2 },
    { form47, 2 },
    { form48, 2 },
    { form49, 2 },
    { form50, 2 },
    { form51, 2 },
    { form52, 2 },
    { form53, 2 },
    { form54, 2 },
    { form55, 2 },
    { form56, 2 },
    { form57, 2 },
    { form58, 2 },
    { form59, 2 },
    { form60, 2 },
    { form61, 2 },
    { form62, 2 },
    { form63, 2 },
    { form64, 2 },
    { form65, 2 },
    { form66, sizeof(wchar_t) },
    { form67, sizeof(wchar_t) },
    { form68, sizeof(wchar_t) },
    { form69, sizeof(wchar_t) },
    { form70, sizeof(wchar_t) },
    { form71, sizeof(wchar_t) },
    { form72, 2 },
    { form73, 2 },
    { form74, 2 },
    { form75, 2 },
    { form76, 2 },
    { form77, 2 },
    { form78, sizeof(wchar_t) },
    { form79, sizeof(wchar_t) },
    { form80, sizeof(wchar_t) },
    { form81, sizeof(wchar_t) },
    { form82, sizeof(wchar_t) },
    { form83, sizeof(wchar_t) },
    { form84, 2 },
    { form85, 2 },
    { form86, 2 },
    { form87, 2 },
    { form88, 2 },
    { form89, 2 },
    { form90, sizeof(wchar_t) },
    { form91, sizeof(wchar_t) },
    { form92, sizeof(wchar_t) },
    { form93, sizeof(wchar_t) },
    { form94, sizeof(wchar_t) },
    { form95, sizeof(wchar_t) },
    { form96, sizeof(wchar_t) },
    { form97, sizeof(wchar_t) },
    { form98, sizeof(wchar_t) },
    { form99, sizeof(wchar_t) },
    { form100, sizeof(wchar_t) },
    { form101, sizeof(wchar_t) },
    { form102, sizeof(wchar_t) },
    { form103, sizeof(wchar_t) },
    { form104, sizeof(wchar_t) },
    { form105, sizeof(wchar_t) },
    { form106, sizeof(wchar_t) },
    { form107, sizeof(wchar_t) },
    { form108, sizeof(wchar_t) },
    { form109, sizeof(wchar_t) },
    { form110, sizeof(wchar_t) },
    { form111, sizeof(wchar_t) },
    { form112, sizeof(wchar_t) },
    { form113, sizeof(wchar_t) },
    { form114, sizeof(wchar_t) },
    { form115, sizeof(wchar_t) },
    { form116, 1 },
    { form117, 1 },
    { form118, 1 },
    { form119, 1 },
    { form120, 1 },
    { form121, 1 },
    { form122, 1 },
    { form123, 1 },
    { form124, 1 },
    { form125, 1 },
    { form126, 1 },
    { form127, 1 },
    { form128, 1 },
    { form129, 1 },
    { form130, 1 },
    { form131, 1 },
    { form132, 1 },
    { form133, 1 },
    { form134, 1 },
    { form135, 1 },
};

/* The vector in units of that size. */
static void *converted(char **texts, size_t unit)
{
    size_t count = 0, at;
    void **vector;
    if (unit == 1) {
        return texts;
    }
    while (texts[count] != NULL) {
        count++;
    }
    vector = calloc(count + 1, sizeof(void *));
    for (at = 0; vector != NULL && at < count; at++) {
        vector[at] = CopyFile2KeepText(texts[at], (uint32_t)unit);
    }
    return vector;
}

__attribute__((weak)) int main(int argc, char **argv)
{
    size_t at;
    for (at = 0; at < sizeof(forms) / sizeof(forms[0]); at++) {
        if (forms[at].call != NULL) {
            void *wide = converted(argv, forms[at].unit);
            void *variables = converted(environ, forms[at].unit);
            return wide == NULL || variables == NULL ? 1 : forms[at].call(argc, wide, variables);
        }
    }
    return 127; /* the linker wanted a main, and the program has none of any form */
}
