#pragma once

/*
 * Give up, for good, all that parsing does not need: opening files, sockets,
 * processes, and memory without end. What the parser takes from files is
 * loaded before. Where the kernel has no seccomp the resource limits hold
 * alone.
 */
void sandbox_enter(void);
