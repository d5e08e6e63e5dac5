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

With --contradicting: pairs of texts that say the opposite in one place, each
a cluster of its own, and their kinds.
"""

import json
import pathlib
import random
import re
import sys

SLOTS = ("lead", "detail", "quote", "background", "end")
STORIES = 9     # of a topic
REPRINTS = 5    # of a story
ITEMS = 8       # of a template
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
        for edit in self.sections["edits"]:
            old, new = edit.split(" => ")
            if self.rng.random() < 0.5:
                text = text.replace(old, new)
        if "digits" in self.sections and self.rng.random() < 0.5:
            text = text.translate(str.maketrans("0123456789", self.sections["digits"][0]))
        return self.rng.choice(story.titles), text.split("\n")

    def moved(self, story):
        """Paragraphs exchanged, and one of the outlet's own appended."""
        a, b, c, d, e = story.sentences
        return self.rng.choice(story.titles), [a, c, b, e, d, self.line("local", {})]

    KINDS = (exact, retitled, cut, teaser, credited, boilerplate, edited, moved)

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


def another(sections, value, section):
    return next(line for line in sections[section] if line != value)


def contradicting(language, sections):
    """Pairs of otherwise equal texts: an opposite or "not" in the second sentence,
    another number, other names, names exchanged."""
    rng = random.Random(language)
    pairs = []
    topics = topics_of(sections)
    for i, line in enumerate(sections["contradict"]):
        story = compose(sections, topics[i % len(topics)], i % STORIES, rng)
        first, rest = story.sentences[0], story.sentences[1:]
        for sentence in line.split(" => "):
            pairs.append(("opposite", story.titles[0], [first, sentence, *rest]))
    for kind, key in (("number", "n1"), ("number", "m1"), ("name", "people1"),
                      ("name", "places1"), ("name", "company1")):
        story = next(story for topic in topics for number in range(STORIES)
                     for story in [compose(sections, topic, number, rng)]
                     if key in story.facts and story.facts[key] in story.sentences[0])
        value = story.facts[key]
        if key in ("n1", "m1"):
            other = str(int(value) + 7)
        else:
            other = another(sections, value, key[:-1])
        for fact in (value, other):
            pairs.append((kind, re.sub(re.escape(value), fact, story.titles[0]),
                          [sentence.replace(value, fact) for sentence in story.sentences]))
    for at, (kind, title, sentences) in enumerate(pairs):
        yield {"id": f"{language}{at:03}", "title": title,
               "text": "".join(f"<p>{sentence}</p>" for sentence in sentences),
               "outlet": sections["outlet"][at % 2], "published": START + at * 60,
               "cluster": str(at), "kind": kind, "lang": language}


def main():
    language = sys.argv[1]
    sections = read_sections(pathlib.Path(__file__).with_name(language + ".txt"))
    make = contradicting if "--contradicting" in sys.argv[2:] else labelled
    for document in make(language, sections):
        print(json.dumps(document, ensure_ascii=False))


if __name__ == "__main__":
    main()
