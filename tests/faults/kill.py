#!/usr/bin/env python3
"""Polls killed with SIGKILL at random moments: the database is whole, nothing
that had been stored is lost, no feed is half applied, no validator is newer than
its entries.

usage: kill.py NEWSFOLD [ROUNDS [SEED]]

Half of the moments are drawn from the time that an undisturbed poll takes, half
from the time after the last answer, when it stores. A new database is begun
every 200 rounds, so that its creation is among what is killed.
"""

import random
import sys
import time

from faults import (Fault, Place, Server, check_held, check_told, check_whole,
                    held, main)

FEEDS = 8
LIFE = 200


class Killing:
    def __init__(self, newsfold, rounds, seed):
        self.random = random.Random(seed)
        self.rounds = rounds
        self.newsfold = newsfold
        self.server = Server(FEEDS)
        self.killed = self.ended = self.storing = 0
        self.took = 0.2   # an undisturbed poll, by and by
        self.after = 0.1  # of it, after the last answer

    def begin(self):
        self.place = Place(self.newsfold)
        self.server.versions = [1] * FEEDS
        self.place.subscribe(self.server)
        self.before = held(self.place.database)

    def publish(self):
        for feed in range(FEEDS):
            if self.random.random() < 0.6:
                self.server.versions[feed] += 1
        self.place.now += 3600

    def moment(self):
        """Wait until it is time to kill."""
        if self.random.random() < 0.5:
            time.sleep(self.random.random() * self.took * 1.2)
            return
        self.server.complete.wait(self.took * 3)
        time.sleep(self.random.random() * self.after * 1.2)
        self.storing += 1

    def poll(self, disturbed):
        self.server.begin_round()
        begin = time.monotonic()
        process = self.place.start("poll", "--all")
        if disturbed:
            self.moment()
            process.kill()
        elif self.server.complete.wait(60):
            answered = time.monotonic()
        _, err = process.communicate()
        if not disturbed:
            end = time.monotonic()
            self.took = self.took * 0.5 + (end - begin) * 0.5
            self.after = self.after * 0.5 + (end - answered) * 0.5
        if process.returncode == -9:
            self.killed += 1
        elif process.returncode == 0:
            self.ended += 1
        else:
            raise Fault("a poll's status %d: %s"
                        % (process.returncode, err.decode()))
        return process.returncode == 0

    def round(self, number):
        self.publish()
        told = self.poll(disturbed=number % 20 != 0)
        check_whole(self.place.database)
        now = held(self.place.database)
        check_held(now, self.before)
        if told:
            check_told(now, self.server)
        if number % 25 == 24:
            self.place.must("check")
        self.before = now

    def finish(self):
        """Nothing is left out by the next poll that is not killed."""
        self.poll(disturbed=False)
        now = held(self.place.database)
        check_held(now, self.before)
        check_told(now, self.server)
        self.place.must("check")
        self.place.remove()

    def run(self):
        for number in range(self.rounds):
            if number % LIFE == 0:
                self.begin()
            try:
                self.round(number)
            except Fault as fault:
                raise Fault("round %d (%s): %s"
                            % (number, self.place.folder, fault)) from fault
            if number % LIFE == LIFE - 1 or number == self.rounds - 1:
                self.finish()
                print("%d rounds, %d killed" % (number + 1, self.killed),
                      flush=True)
        if self.killed * 3 < self.rounds:
            raise Fault("only %d of %d polls were killed"
                        % (self.killed, self.rounds))
        print("%d polls killed (%d of them aimed at storing), %d ended first; "
              "0 integrity failures, 0 entries lost, 0 feeds half applied, 0 "
              "validators newer than their entries"
              % (self.killed, self.storing, self.ended))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 30)
    print("seed %d" % SEED, flush=True)
    main(Killing(sys.argv[1], ROUNDS, SEED).run)
