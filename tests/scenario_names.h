#pragma once

/*
 * What names say, for scenarios: this program's own getaddrinfo, connect and
 * getpeername stand before libc's, also for libcurl
 *
 * 8.8.8.8 is a public address at which the scenarios' server is: connections to
 * it are made to 127.0.0.1, and say that they lead to 8.8.8.8. 8.8.4.4 is one
 * that nobody answers at: it refuses at once.
 */

/* From now on name has these addresses, "1.2.3.4 ::1", or is asked for in vain
 * for 40 seconds, "never"; other names are asked for as usual. */
void names_set(const char *name, const char *addresses);
