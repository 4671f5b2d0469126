namespace Marketplace.Jobs.Storage;

/// <summary>A run that is to be repeated, and when. Hangfire keeps the same job and puts it off until then.</summary>
internal sealed class TryAgainException(DateTimeOffset at, string why, Exception? cause = null) : Exception(why, cause)
{
    public DateTimeOffset At => at;
}
