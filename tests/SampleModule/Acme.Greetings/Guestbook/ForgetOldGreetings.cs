namespace Acme.Greetings.Guestbook;

[BackgroundTask(
    Title = "Forget old greetings",
    Description = "Removes greetings that are older than the settings say.",
    Schedule = "15 3 * * *",
    WakesTenant = false)]
[StoredName("Acme.Greetings.Guestbook.ForgetOldGreetings")]
internal sealed class ForgetOldGreetings(GreetingStore greetings, ITenant tenant, TimeProvider time) : IBackgroundTask
{
    public Task RunAsync(CancellationToken cancellationToken)
    {
        var days = tenant.Settings.Get<GreetingSettings>(GreetingSettings.Section).KeepDays;
        return greetings.RemoveBeforeAsync(time.GetUtcNow().AddDays(-days), cancellationToken);
    }
}
