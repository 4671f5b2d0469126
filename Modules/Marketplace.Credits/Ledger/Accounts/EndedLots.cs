using System.Globalization;

namespace Marketplace.Credits;

/// <summary>How the database finds credits whose time is over and that the hourly task has not taken yet.</summary>
internal static class EndedLots
{
    /// <summary>
    /// A lot that is open and past its end at <c>@now</c>; <c>@end</c> is <see cref="EndOf"/> of it, by which the index of the burn order finds those alone.
    /// </summary>
    public const string IsEnded = "is_open and burn_order < @end and expires_at <= @now";

    /// <summary>Behind everything in the burn order that may be over at that time.</summary>
    public static string EndOf(DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMddHHmmss}2");
}
