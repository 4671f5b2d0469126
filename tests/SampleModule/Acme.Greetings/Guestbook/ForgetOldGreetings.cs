namespace Acme.Greetings.Guestbook;

[BackgroundTask(
    Title = "Forget old greetings", Description = "Removes greetings after a year.", Schedule = "15 3 * * *", WakesTenant = false)]
[StoredName("Acme.Greetings.Guestbook.ForgetOldGreetings")]
internal sealed class ForgetOldGreetings(GreetingStore greetings, TimeProvider time) : IBackgroundTask
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(365);

    public Task RunAsync(CancellationToken cancellationToken) => greetings.RemoveBeforeAsync(time.GetUtcNow() - Age, cancellationToken);
}
