/* The program's entry: options before the command, then the command. */
int main(void)
{
    return 0;
}
