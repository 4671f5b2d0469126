namespace Acme.Greetings.Guestbook;

[TenantCommand("forget-greetings", Description = "Removes greetings that were left before a day.", Options = "--before DATE")]
internal sealed class ForgetGreetingsCommand(GreetingStore greetings) : ITenantCommand
{
    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (!DayText.TryRead(context.Arguments.TakeOption("--before"), out var day))
            throw new CommandUsageException("--before needs a day, for example 2026-01-31.");
        context.Arguments.End();
        var before = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var removed = await greetings.RemoveBeforeAsync(before, cancellationToken);
        await context.Output.WriteLineAsync($"  {removed} greetings removed");
        return 0;
    }
}
