#!/usr/bin/env python3
"""Labelled news in seven languages, composed from hand-written sentences.

usage: languages.py LANGUAGE [--contradicting]

Prints documents as `newsfold quality` reads them, always the same. The
language's sentences are in LANGUAGE.txt beside this file: sections of lines,
"|" between parts. In a line {people1} is a line of [people], always the same in
one story, {people2} another; {n1} is a number of three digits, {m1} of two,
{d1} has a decimal.

A topic (flood, plant …) has five sentences for each of five places in a report.
Two stories of a topic have at most one of five sentences in common, most have
none, and the names and numbers in it are their own. Each story is reprinted as
outlets do (KINDS); what looks alike and must not fold comes in between:
follow-ups, reports that quote one speech, and templates with other facts.

With --contradicting: pairs of texts that say the opposite in one place: no text
is in another's cluster.
"""

import json
import pathlib
import random
import re
import sys

SLOTS = ("lead", "detail", "quote", "background", "end")
STORIES = 9     # of a topic
REPRINTS = 6    # of a story
ITEMS = 8       # of a template
UNSPACED = ("ja", "th", "zh")
CASED = ("de", "es", "ru")   # whose names have capitals
TEMPLATES = ("weather", "market", "horoscope", "match")
START = 1_800_000_000


def read_sections(path):
    sections, lines = {}, None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            lines = sections[line[1:-1]] = []
        elif line and lines is not None:
            lines.append(line)
    return sections


class Facts(dict):
    """What stands in the braces of a story's sentences."""

    def __init__(self, sections, rng):
        super().__init__()
        self.sections, self.rng = sections, rng

    def draw(self, kind):
        if kind == "n":
            return str(self.rng.randint(103, 987))
        if kind == "m":
            return str(self.rng.randint(11, 29))
        if kind == "goals":
            return str(self.rng.randint(0, 5))
        if kind == "d":
            return "%d%s%d" % (self.rng.randint(1, 9), self.sections["decimal"][0],
                               self.rng.randint(1, 9))
        return self.rng.choice(self.sections[kind])

    def __missing__(self, key):
        taken = {value for name, value in self.items()
                 if name.rstrip("0123456789") == key.rstrip("0123456789")}
        while True:
            value = self.draw(key.rstrip("0123456789"))
            if value not in taken or key.startswith("goals"):
                self[key] = value
                return value


class Story:
    def __init__(self, titles, sentences, facts):
        self.titles, self.sentences, self.facts = titles, sentences, facts


def split(line):
    return [part.strip() for part in line.split("|")]


def compose(sections, topic, number, rng):
    """The story of that number: its places take sentences so that two stories
    agree in one at most (lines of a plane over five points meet once)."""
    facts = Facts(sections, rng)
    i, j = number % 5, (number % 5 + number // 5) % 5
    choice = (i, i + j, i + 2 * j, i + 3 * j, j)
    titles = split(sections[topic + ".title"][i])
    sentences = [sections[f"{topic}.{slot}"][at % 5] for slot, at in zip(SLOTS, choice)]
    return Story([title.format_map(facts) for title in titles],
                 [sentence.format_map(facts) for sentence in sentences], facts)


class Press:
    """The outlets of a language, and what they make of a story."""

    def __init__(self, language, sections, rng):
        self.sections, self.rng, self.language = sections, rng, language
        self.space = "" if language in ("zh", "ja") else " "
        self.documents = []

    def line(self, section, facts):
        return self.rng.choice(self.sections[section]).format_map(facts)

    def publish(self, title, paragraphs, cluster, kind, outlet=None):
        rng = self.rng
        self.documents.append({
            "id": f"{self.language}{len(self.documents):04}",
            "title": title,
            "text": "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs),
            "outlet": outlet or rng.choice(self.sections["outlet"]),
            "published": 0, "cluster": cluster, "kind": kind, "lang": self.language})

    def exact(self, story):
        return story.titles[0], story.sentences

    def retitled(self, story):
        return story.titles[1], story.sentences

    def cut(self, story):
        return self.rng.choice(story.titles), story.sentences[:self.rng.randint(3, 4)]

    def teaser(self, story):
        return self.rng.choice(story.titles), story.sentences[:self.rng.randint(1, 2)]

    def credited(self, story):
        """Another agency before it, a credit behind it, in one paragraph."""
        body = self.space.join(story.sentences)
        return self.rng.choice(story.titles), [
            self.line("dateline", story.facts) + self.space + body,
            self.line("credit", story.facts)]

    def boilerplate(self, story):
        """An outlet's own lines before, between and behind."""
        story.facts["other"] = self.rng.choice(self.documents)["title"]
        lines = [self.line("boilerplate", story.facts) for _ in range(3)]
        sentences = story.sentences
        return self.rng.choice(story.titles), [
            lines[0], *sentences[:2], lines[1], *sentences[2:], lines[2]]

    def edited(self, story):
        """By a copy editor: every other phrase that can be said otherwise, other
        digits where the language has two kinds."""
        text = "\n".join(story.sentences)
        whole = "%s" if self.language in UNSPACED else r"(?<!\w)%s(?!\w)"
        for edit in self.sections["edits"]:
            old, new = edit.split(" => ")
            if self.rng.random() < 0.5:
                text = re.sub(whole % re.escape(old), new, text)
        if "digits" in self.sections and self.rng.random() < 0.5:
            text = text.translate(str.maketrans("0123456789", self.sections["digits"][0]))
        return self.rng.choice(story.titles), text.split("\n")

    def moved(self, story):
        """Paragraphs exchanged, and one of the outlet's own appended."""
        a, b, c, d, e = story.sentences
        return self.rng.choice(story.titles), [a, c, b, e, d, self.line("local", {})]

    def broken(self, story):
        """A teaser that ends inside of its second sentence, with a link."""
        a, b = story.sentences[:2]
        return self.rng.choice(story.titles), [
            a + self.space + b[:len(b) * self.rng.randint(3, 8) // 10] + "… "
            + self.line("more", {})]

    def reworked(self, story):
        """Edited, cut, with a paragraph of the outlet's and its boilerplate."""
        _, sentences = self.edited(story)
        _, lines = self.boilerplate(story)
        return story.titles[1], [
            *sentences[:2], lines[3], *sentences[2:4], self.line("local", {}), lines[-1]]

    KINDS = (exact, retitled, cut, teaser, credited, boilerplate, edited, moved, broken,
             reworked)

    def print_story(self, story, cluster, number):
        """The original as its agency sends it, then reprints of several kinds."""
        original = list(story.sentences)
        original[0] = self.line("dateline", story.facts) + self.space + original[0]
        self.publish(story.titles[0], original, cluster, "original")
        for i in range(REPRINTS):
            kind = self.KINDS[(number * REPRINTS + i) % len(self.KINDS)]
            self.publish(*kind(self, story), cluster, kind.__name__)


def print_traps(press, sections, rng, stories):
    """What is no copy, though it looks alike."""
    for topic, number, story in stories:
        lines = sections[topic + ".followup"]
        if number < len(lines):
            title, text = split(lines[number].format_map(story.facts))
            press.publish(title, [text], f"followup-{topic}-{number}", "followup")
    for i, line in enumerate(sections["speech"]):
        speech, *reports = split(line)
        for j, report in enumerate(reports):
            title, before, after = (part.strip() for part in report.split(" ; "))
            press.publish(title, [before, speech, after], f"speech-{i}-{j}", "quoting")
    for template in TEMPLATES:
        for i in range(ITEMS):
            # One outlet prints most of them.
            outlet = sections["outlet"][0 if i < ITEMS * 3 // 4 else 1]
            title, text = split(sections[template][0].format_map(Facts(sections, rng)))
            press.publish(title, [text], f"{template}-{i}", template, outlet)


def topics_of(sections):
    return [name[:-6] for name in sections if name.endswith(".title")]


def labelled(language, sections):
    rng = random.Random(language)
    press = Press(language, sections, rng)
    stories = [(topic, number, compose(sections, topic, number, rng))
               for topic in topics_of(sections) for number in range(STORIES)]
    for at, (topic, number, story) in enumerate(stories):
        press.print_story(story, f"{topic}-{number}", at)
    print_traps(press, sections, rng, stories)
    # Within days of each other, in any order but that the original is first.
    for document in press.documents:
        first = document["kind"] == "original"
        document["published"] = START + rng.randrange(7200) + (0 if first else 7200)
    return sorted(press.documents, key=lambda document: document["published"])


def carriers(sections, rng):
    """Stories without end, each composed anew."""
    while True:
        for number in range(STORIES):
            for topic in topics_of(sections):
                yield compose(sections, topic, number, rng)


def opposites(sections, stories):
    """A sentence and what says the opposite, early in a report."""
    for at, line in enumerate(sections["contradict"]):
        story = next(stories)
        first, *rest = story.sentences[:2 + at % 4]
        yield "opposite", story.titles[0], [
            [first, sentence, *rest] for sentence in line.split(" => ")]


def other_facts(sections, stories, keys):
    """Another number, or another name, wherever it stands."""
    for key in keys:
        story = next(story for story in stories
                     if story.facts.get(key, "\0") in "".join(story.sentences))
        value = story.facts[key]
        if key[0] in "nmd":
            other = value[:-1] + str((int(value[-1]) + 3) % 10)
        else:
            other = next(line for line in sections[key[:-1]] if line != value)
        yield ("number" if key[0] in "nmd" else "name"), "", [
            story.sentences,
            [sentence.replace(value, other) for sentence in story.sentences]]


def contradicting(language, sections):
    """Pairs of otherwise equal texts of two outlets, a year between pairs."""
    stories = carriers(sections, random.Random(language))
    keys = ["n1", "m1", "m2", "d1"]
    if language in CASED:
        keys += ["people1", "places1", "company1"]
    pairs = [*opposites(sections, stories), *other_facts(sections, stories, keys)]
    for at, (kind, title, texts) in enumerate(pairs):
        for side, paragraphs in enumerate(texts):
            yield {"id": f"{language}{at:03}{'ab'[side]}", "title": title,
                   "text": "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs),
                   "outlet": sections["outlet"][side],
                   "published": START + at * 365 * 86400 + side * 3600,
                   "cluster": f"{at}{side}", "kind": kind, "lang": language}


def main():
    language = sys.argv[1]
    sections = read_sections(pathlib.Path(__file__).with_name(language + ".txt"))
    make = contradicting if "--contradicting" in sys.argv[2:] else labelled
    for document in make(language, sections):
        print(json.dumps(document, ensure_ascii=False))


if __name__ == "__main__":
    main()
