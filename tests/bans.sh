#!/bin/sh
# Calls that docs/architecture.md bans: unbounded copies, hidden globals, a shell; allocation outside base/alloc.c; printing
# outside cli; SQL outside store.
cd "$1" || exit 99
status=0
ban() # pattern why files...
{
	pattern=$1 why=$2
	shift 2
	if grep -nE "(^|[^A-Za-z0-9_>.\"])($pattern) *\(" "$@" /dev/null; then
		echo "banned: $why"
		status=1
	fi
}
all=$(ls ./*/*.[ch] | grep -v '^./build')
ban 'strcpy|strcat|sprintf|vsprintf|strtok|gets|atoi|atol|gmtime|localtime|system|popen|alloca' 'see docs/architecture.md' $all
ban 'malloc|calloc|realloc|reallocarray|strdup|strndup|free' 'use base/alloc.h' $(echo "$all" | grep -v -e '^./base/alloc.c' -e '^./tests/' -e '^./fuzz/' -e '^./bench/')
ban 'printf|fprintf|puts|putchar|fputs|perror' 'only cli prints' $(echo "$all" | grep -v -e '^./cli/' -e '^./tests/' -e '^./fuzz/' -e '^./bench/')
if grep -nE '"(SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE) ' $(echo "$all" | grep -v -e '^./store/' -e '^./tests/' -e '^./bench/') /dev/null; then
	echo 'banned: SQL stays in store'
	status=1
fi
exit $status
