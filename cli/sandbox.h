#pragma once

/*
 * Give up, for good, all that parsing does not need: opening files, sockets,
 * processes, and memory without end. Where the kernel has no seccomp the
 * resource limits hold alone.
 */
void sandbox_enter(void);
