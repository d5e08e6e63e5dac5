/*
 * A report that tests of folding are about.
 */
#ifndef TESTS_REPORT_H
#define TESTS_REPORT_H

/* A report as its agency sends it. */
#define LEAD                                                                   \
    "The harbour of Vell will be closed to ships of more than 90 metres from " \
    "April, the port authority said on Monday, because the breakwater built "  \
    "in 1911 has moved by 14 centimetres since the autumn storms.\n"
#define SECOND                                                                 \
    "Divers sent down by the authority found that the sea had washed out the " \
    "rubble under three of its 22 caissons. Chief engineer Mara Tolland said " \
    "that the wall would stand the spring tides, but not another winter.\n"
#define THIRD                                                                  \
    "Repairs are to cost 41 million crowns and to take until the autumn of "   \
    "next year. Ferries to the Outer Isles will leave from Port Ansel in the " \
    "meantime, a crossing of two hours instead of forty minutes.\n"
#define FOURTH                                                               \
    "Fishing cooperatives, whose boats are shorter, welcomed that they can " \
    "stay. \"We have been here longer than the wall,\" said Henk Obrist, "   \
    "who speaks for 31 skippers.\n"
#define REPORT LEAD SECOND THIRD FOURTH

#endif
