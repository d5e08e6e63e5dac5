/*
 * A list of what is allowed, not of what is forbidden. A call that is not on
 * it fails with EPERM instead of killing: a library that merely asks (for a
 * locale, a converter) gets "no" and goes on.
 *
 * Sanitizers map terabytes and read /proc, so builds with them run without.
 */
#include "cli/sandbox.h"

#include <errno.h>
#include <stddef.h>
#include <sys/resource.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

#ifndef SANITIZED
#define MEMORY_CEILING ((rlim_t)1 << 30)

static void limit_resources(void)
{
    static const struct {
        int resource;
        rlim_t limit;
    } limits[] = {
        {RLIMIT_AS, MEMORY_CEILING}, {RLIMIT_NOFILE, 0},
        {RLIMIT_FSIZE, 0},           {RLIMIT_CORE, 0},
        {RLIMIT_NPROC, 0},
    };

    for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++) {
        struct rlimit limit = {limits[i].limit, limits[i].limit};
        setrlimit(limits[i].resource, &limit);
    }
}
#endif

#if defined(HAVE_SECCOMP) && !defined(SANITIZED)
#include <seccomp.h>

static void filter_calls(void)
{
    static const int allowed[] = {
        SCMP_SYS(read),
        SCMP_SYS(write),
        SCMP_SYS(recvfrom),
        SCMP_SYS(sendto),
        SCMP_SYS(close),
        SCMP_SYS(brk),
        SCMP_SYS(mmap),
        SCMP_SYS(munmap),
        SCMP_SYS(mremap),
        SCMP_SYS(mprotect),
        SCMP_SYS(madvise),
        SCMP_SYS(futex),
        SCMP_SYS(exit),
        SCMP_SYS(exit_group),
        SCMP_SYS(rt_sigreturn),
        SCMP_SYS(rt_sigprocmask),
        SCMP_SYS(rt_sigaction),
        SCMP_SYS(setitimer),
        SCMP_SYS(getpid),
        SCMP_SYS(gettid),
        SCMP_SYS(tgkill),
        SCMP_SYS(clock_gettime),
        SCMP_SYS(gettimeofday),
        SCMP_SYS(getrandom),
        SCMP_SYS(restart_syscall),
    };
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));

    if (!filter)
        return;
    for (size_t i = 0; i < sizeof(allowed) / sizeof(*allowed); i++)
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
    seccomp_load(filter);
    seccomp_release(filter);
}
#else
static void filter_calls(void)
{
}
#endif

void sandbox_enter(void)
{
#ifndef SANITIZED
    limit_resources();
#endif
    filter_calls();
}
