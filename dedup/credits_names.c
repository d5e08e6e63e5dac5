/*
 * The words of credits, and the names in them. See credits.c.
 *
 * Any two words with capitals may be somebody's name, and a headline as well:
 * "Ann Lee" and "Court Order". A name is passed over inside of a text where it
 * begins with a given name of these, which are those of most reporters, and where
 * the words behind it say nothing that the tables of polar.c know of. Given names
 * that are a place, a day or a common word are left out: April, Bill, Jordan.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "dedup/dedup_internal.h"
#include "dedup/furniture_internal.h"

#define LONGEST_NAME 32 /* bytes of a word in one */

static const char *const given_names[] = {
    ("Aaron Abby Abdul Abigail Adam Adrian Adriana Agnes Ahmad Ahmed "
     "Aidan Aisha Akiko Alan Albert Alberto Alejandra Alejandro "
     "Alessandra Alessandro Alex Alexander Alexandra Alexei Alexis "
     "Alfred Alfredo Ali Alice Alicia Alina Alison Allan Allen "
     "Allison Alyssa Amanda Amelia Amina Amir Amit Amy Ana Andrea "
     "Andreas Andrei Andrew Andrey Andy Angela Angelina Angie Anil "
     "Anita Anja Anjali Ann Anna Anne Annette Annie Anthony Antoine "
     "Anton Antonia Antonio Anya Arjun Arnaud Arthur Arturo Ashley "
     "Astrid Audrey"),
    ("Barbara Barry Beatriz Ben Benjamin Benoit Bernard Bernd Beth "
     "Bethany Betty Beverly Birgit Bj\xc3\xb6rn Bob Bobby Boris Brad "
     "Bradley Brandon Brenda Brendan Brent Brett Brian Brianna "
     "Bridget Bruce Bruno Bryan"),
    ("Caitlin Camila Camille Carl Carla Carlos Carmen Carol Caroline "
     "Carolyn Carrie Carsten Catherine Cathy Cecilia Celine Charles "
     "Charlie Cheryl Chris Christa Christina Christine Christoph "
     "Christophe Christopher Cindy Claire Clara Claudia Claudio "
     "Colin Colleen Connie Connor Corey Craig Cristina Cynthia"),
    ("Damien Dan Dana Daniel Daniela Daniele Danielle Danny Daria "
     "Darren Dave David Debbie Deborah Debra Denise Dennis Derek "
     "Diana Diane Diego Dieter Dirk Dmitri Dmitry Dominic Dominik "
     "Dominique Donald Donna Doris Dorothy Doug Douglas Dylan"),
    ("Ed Eddie Edgar Eduardo Edward Edwin Eileen Ekaterina Elaine "
     "Eleanor Elena Eli Elias Elisa Elisabeth Elizabeth Ella Ellen "
     "Elsa Emilia Emily Emma Emmanuel Enrique Eric Erica Erik Erika "
     "Erin Ernesto Esther Ethan Eugene Eva Evan Evelyn"),
    ("Fabian Farah Fatima Felicia Felix Fernando Fiona Francesca "
     "Francesco Francine Francisco Franz Fran\xc3\xa7ois Fran\xc3\xa7oise Fred "
     "Frederic Frederick Friedrich"),
    ("Gabriel Gabriela Gabrielle Garrett Gary Gavin Geoff Geoffrey "
     "George Gerald Gerhard Gianluca Gina Giovanni Giulia Giuseppe "
     "Glenn Gloria Gonzalo Gordon Greg Gregory Guillaume Guillermo "
     "Gustavo"),
    ("Hanna Hannah Hans Harold Harriet Harry Hassan Heather Hector "
     "Heidi Heike Heinrich Heinz Helen Helena Helga Helmut Henri "
     "Henry Herbert Hiroshi Howard Hugh Hugo Hussein"),
    ("Ian Ibrahim Ida Ignacio Igor Ilya Imran Ines Ingrid Irina "
     "Isaac Isabel Isabella Isabelle Ivan Ivana"),
    ("Jaap Jacob Jacqueline Jacques Jaime Jake Jakob Jakub James "
     "Jamie Jan Jana Jane Janet Janice Jared Jason Javier Jay Jean "
     "Jeff Jeffrey Jen Jenna Jennifer Jenny Jens Jeremy Jerome Jerry "
     "Jesse Jessica Jill Jim Jimmy Jo Joan Joanna Joanne Jochen Joe "
     "Joel Joelle Johan Johanna Johannes John Johnny Jon Jonas "
     "Jonathan Jorge Jose Josef Joseph Josephine Josh Joshua Jos\xc3\xa9 "
     "Joyce Juan Judith Judy Juli Julia Julian Juliana Julie Julien "
     "Juliet Juliette Julio Justin J\xc3\xbcrgen"),
    ("Kaitlin Karen Karim Karin Karina Karl Karla Karsten Kate "
     "Katharina Katherine Kathleen Kathryn Kathy Katie Katja Katrin "
     "Katya Kayla Keith Kelly Ken Kenji Kenneth Kerry Kevin Khaled "
     "Kim Kimberly Kirsten Klaus Konstantin Krista Kristen Kristin "
     "Kristina Kurt Kyle"),
    ("Lara Larry Lars Latoya Laura Lauren Laurence Laurent Leah Lee "
     "Leila Lena Leo Leon Leonard Leonardo Leonid Leslie Lewis Liam "
     "Liliana Linda Lindsay Lindsey Lisa Liz Lois Loretta Lori "
     "Lorraine Louis Louisa Louise Luc Luca Lucas Lucia Lucy Luc\xc3\xad"
     "a "
     "Ludwig Luigi Luis Luisa Lukas Luke Lydia Lynn"),
    ("Maggie Mahmoud Manfred Manuel Manuela Marc Marcel Marcelo "
     "Marco Marcos Marcus Margaret Margarita Maria Marie Marina "
     "Mario Marion Marisa Mark Marko Markus Martha Martin Martina "
     "Marvin Mary Maryam Mar\xc3\xad"
     "a Mateo Mathias Mathieu Mats Matt "
     "Matteo Matthew Matthias Maureen Maurice Mauricio Max Maxim "
     "Maya Megan Meghan Melanie Melinda Melissa Meredith Michael "
     "Michaela Michel Michele Michelle Miguel Mika Mike Mikhail "
     "Miriam Mitchell Mohamed Mohammad Mohammed Moira Molly Monica "
     "Monika Monique Muhammad Mustafa"),
    ("Nadia Nadine Nancy Naomi Natalia Natalie Natasha Nathan "
     "Nathaniel Neha Neil Nicholas Nick Nicola Nicolas Nicole Niels "
     "Nigel Nikita Nikolai Nina Noah Nora"),
    ("Olaf Oleg Oleksandr Olena Olga Oliver Olivia Olivier Omar Ona "
     "Oscar Otto Owen"),
    ("Pablo Pam Pamela Paolo Pascal Patricia Patricio Patrick Patrik "
     "Paul Paula Pauline Paulo Pavel Pedro Peggy Peter Petra Phil "
     "Philip Philipp Philippe Phillip Phoebe Phyllis Pierre Pilar "
     "Priya"),
    ("Rachel Rafael Raj Rajesh Ralf Ralph Ramon Ram\xc3\xb3n Raul Raymond "
     "Ra\xc3\xbal Rebecca Reinhard Renate Renee Ren\xc3\xa9 Rhonda Ricardo Richard "
     "Rick Rita Robert Roberta Roberto Rodrigo Roger Roland Rolf "
     "Romain Ron Ronald Rosa Rosalind Rosemary Ross Roxanne Roy "
     "Ruben Rudolf Rupert Russell Ruth Ryan"),
    ("Sabine Sabrina Sally Salma Sam Samantha Samir Samuel Sandra "
     "Sanjay Sara Sarah Sasha Saskia Scott Sean Sebastian Sebasti\xc3\xa1n "
     "Sergei Sergey Sergio Seth Shane Shannon Sharon Shaun Shawn "
     "Sheila Shelly Sherry Shirley Sibylle Sigrid Silvia Simon "
     "Simone Sofia Sof\xc3\xad"
     "a Sonia Sonja Sophia Sophie Stacey Stacy "
     "Stefan Stefanie Stella Stephan Stephanie Stephen Steve Steven "
     "Stewart Stuart Sunil Susan Susanna Susanne Suzanne Sven "
     "Svetlana Sylvia Sylvie"),
    ("Takashi Tamara Tammy Tania Tanya Tara Tariq Tatiana Taylor Ted "
     "Teresa Terrence Terry Theodore Theresa Thierry Thomas Thorsten "
     "Tiffany Tim Timothy Tina Tobias Todd Tom Tommy Tom\xc3\xa1s Tony "
     "Tracey Tracy Travis Trevor Tyler"),
    "Udo Ulrich Ursula",
    ("Valentina Valeria Valerie Vanessa Vera Veronica Ver\xc3\xb3nica "
     "Vicente Vijay Viktor Viktoria Vincent Vincenzo Vivian Vladimir "
     "Volker"),
    "Walter Wanda Wendy Wilhelm William Wolfgang",
    "Yasmin Yolanda Yuki Yuri Yusuf Yvette Yvonne",
    "Zachary Zoe",
    "\xc3\x81ngel \xc3\x81ngela",
};

/* Whether the full stop there may belong to the word before: "J.", "Jr." */
bool credit_is_abbreviated(const char *begin, const char *at)
{
    const char *word = at;

    while (word > begin && text_is_letter(word[-1]))
        word--;
    if (at - word == 1)
        return *word <= 'Z';
    return furniture_title(begin, at) ||
           (at - word == 2 &&
            (!memcmp(word, "Jr", 2) || !memcmp(word, "Sr", 2)));
}

bool credit_is_capital(const char *at, size_t len)
{
    const char *next = at;

    return len && text_class(utf8_next(&next, at + len)) == TEXT_CAPITAL;
}

/* What stands behind a word, off it: full stops, commas, brackets. Not a colon:
 * what it announces is no credit. */
static void trim_word(struct credit_word *word)
{
    while (word->len) {
        const char *last = &word->at[word->len - 1];
        if (*last == '.')
            word->stop |= !credit_is_abbreviated(word->at, last);
        else if (*last == ',' || *last == ';')
            word->pause = true;
        else if (*last == ')' || *last == ']')
            word->bracket = true;
        else
            return;
        word->len--;
    }
}

const char *credit_past_blanks(const char *at, const char *end)
{
    while (at < end && *at == ' ')
        at++;
    return at;
}

struct credit_word credit_read(const char *at, const char *end)
{
    struct credit_word word = {.at = at};

    while (
        at < end && *at != ' ' &&
        !(*at == '/' && at > word.at && end - at > 1 && text_is_letter(at[1])))
        at++;
    bool slash = at < end && *at == '/';
    word.pause = slash; /* "Jane Doe/AFP" */
    word.next = credit_past_blanks(at + slash, end);
    if (at > word.at && (*word.at == '(' || *word.at == '[')) {
        word.bracket = true;
        word.at++;
    }
    word.len = (size_t)(at - word.at);
    trim_word(&word);
    word.capital = credit_is_capital(word.at, word.len);
    return word;
}

bool credit_listed(const char *at, size_t len, const char *list)
{
    const char *end = list + strlen(list);

    for (const char *found = list; len; found++) {
        found = memmem(found, (size_t)(end - found), at, len);
        if (!found)
            break;
        const char *behind = found + len;
        if ((found == list || found[-1] == ' ') &&
            (behind == end || *behind == ' '))
            return true;
    }
    return false;
}

bool credit_is(const struct credit_word *word, const char *list)
{
    return credit_listed(word->at, word->len, list);
}

bool credit_is_particle(const struct credit_word *word)
{
    return credit_is(
        word, "de da do dos di du del la le van von der den al el bin ben");
}

bool credit_joins(const struct credit_word *word)
{
    return credit_is(word, "and AND & und et y e");
}

bool credit_is_role(const struct credit_word *word)
{
    return credit_is(
        word,
        "Writer writer WRITER Writers writers WRITERS Reporter reporter "
        "Reporters reporters Correspondent correspondent Correspondents "
        "correspondents Editor editor Staff staff STAFF Contributor contributor "
        "Columnist columnist journalist journalists producer producers "
        "Associated ASSOCIATED Press PRESS Canadian Agence France-Presse News "
        "NEWS Getty GETTY Images IMAGES Reuters REUTERS AP AFP dpa EFE UPI EPA "
        "CNN BBC NPR Bloomberg Shutterstock CNN's AP's CNN\xe2\x80\x99s "
        "AP\xe2\x80\x99s");
}

bool credit_leads(const struct credit_word *word)
{
    return credit_is(word,
                     "for of to The the special with mit avec con senior");
}

bool credit_is_dash(const struct credit_word *word)
{
    return credit_is(word, "- -- | \xe2\x80\x94 \xe2\x80\x93 \xe2\x80\xa2 "
                           "\xc2\xb7");
}

/* A word or a part of one, "SMITH", as it is written in a list, "Smith". */
static size_t write_name(char name[LONGEST_NAME], const char *at, size_t len)
{
    if (len > LONGEST_NAME)
        return 0;
    for (size_t i = 0; i < len; i++)
        name[i] =
            (char)(i && at[i] >= 'A' && at[i] <= 'Z' ? at[i] | ' ' : at[i]);
    return len;
}

/* What is no part of a name, though it may have a capital and no opposite. */
static bool tells_time(const char *name, size_t len)
{
    static const char words[] = CREDIT_MONTHS
        " Monday Tuesday Wednesday Thursday Friday Saturday Sunday Spring Summer "
        "Autumn Fall Winter Christmas Easter Thanksgiving Halloween Ramadan "
        "Passover Eve Day Days Night Morning Evening Afternoon Noon Midnight Week "
        "Weekend Month Year Years Early Late Mid Then Now Today Tomorrow "
        "Yesterday Tonight Montag Dienstag Mittwoch Donnerstag Freitag Samstag "
        "Sonntag Of The "
        "And In On At To For A An No Not All Many Most Some With From Is Are Was "
        "Were Has Had Have Will Be By As";

    return credit_listed(name, len, words);
}

/* Whether the tables know of anything that such a word says. */
static bool is_polar(const char *name, size_t len,
                     const struct polar_index *polar)
{
    CLEANUP(strbuf_release) struct strbuf folded;

    strbuf_init(&folded, 4 * LONGEST_NAME);
    text_fold(&folded, name, len);
    return word_polarity(polar, folded.data, strlen(folded.data)) != 0;
}

/* Whether it is of letters, and of all of its parts, which hyphens part, holds
 * what is asked. */
static bool each_part(const struct credit_word *word,
                      const struct polar_index *polar,
                      bool (*holds)(const char *name, size_t len,
                                    const struct polar_index *polar))
{
    const char *end = word->at + word->len;
    char name[LONGEST_NAME];

    for (const char *at = word->at; at < end; at += at < end) {
        const char *part = at;
        while (at < end && *at != '-') {
            const char *next = at;
            uint32_t cp = utf8_next(&next, end);
            enum text_class class = text_class(cp);
            if (class != TEXT_LETTER && class != TEXT_CAPITAL && cp != '\'' &&
                cp != 0x2019)
                return false;
            at = next;
        }
        size_t len = write_name(name, part, (size_t)(at - part));
        if (!len || !holds(name, len, polar))
            return false;
    }
    return word->len > 0;
}

static bool is_given_name(const char *name, size_t len,
                          const struct polar_index *polar)
{
    (void)polar;
    for (size_t i = 0; i < sizeof(given_names) / sizeof(*given_names); i++)
        if (*name == *given_names[i] &&
            credit_listed(name, len, given_names[i]))
            return true;
    return false;
}

static bool says_nothing(const char *name, size_t len,
                         const struct polar_index *polar)
{
    return !tells_time(name, len) && !is_polar(name, len, polar);
}

static bool is_possessive(const struct credit_word *word)
{
    const char *end = word->at + word->len;

    return (word->len > 2 && !memcmp(end - 2, "'s", 2)) ||
           (word->len > 4 && !memcmp(end - 4, "\xe2\x80\x99s", 4)) ||
           (word->len > 1 && end[-1] == '\'');
}

bool credit_is_proper(const struct credit_word *word,
                      const struct polar_index *polar)
{
    return word->capital && word->len > 1 && !credit_is_role(word) &&
           !is_possessive(word) && each_part(word, polar, says_nothing);
}

static bool is_initial(const struct credit_word *word)
{
    return word->len == 1 && word->capital && !word->stop && !word->pause;
}

bool credit_name(const char *at, const char *end,
                 const struct polar_index *polar, struct credit_word *ret_last)
{
    struct credit_word word = credit_read(at, end);
    size_t names = 0;

    if (word.stop || word.pause || word.bracket ||
        !each_part(&word, polar, is_given_name))
        return false;
    for (size_t i = 0; i < CREDIT_NAME && word.next < end && !word.stop &&
                       !word.pause && !(word.bracket && names);
         i++) {
        struct credit_word next = credit_read(word.next, end);
        bool proper = credit_is_proper(&next, polar);
        if (next.capital && !proper && !is_initial(&next) &&
            !credit_is_role(&next))
            return false;
        if (!proper && !is_initial(&next) && !credit_is_particle(&next))
            break;
        word = next;
        names += proper;
        if (proper)
            *ret_last = word;
        if (names > 2)
            return false;
    }
    return names > 0 && ret_last->next == word.next;
}
