namespace Marketplace.Jobs.Storage;

/// <summary>A run that is to be repeated, and when. Hangfire keeps the same job and puts it off until then.</summary>
internal sealed class TryAgainException(DateTimeOffset at, string why, Exception? cause = null) : Exception(why, cause)
{
    public DateTimeOffset At => at;
}

/// <summary>A run whose job or task has failed often enough.</summary>
internal sealed class FailedForGoodException(Exception cause) : Exception(cause.Message, cause);

/// <summary>A run for which there is nothing to do any more, or not now and somebody else says when.</summary>
internal sealed class SetAsideException(string why) : Exception(why);
