using Marketplace.Jobs.Recurring;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Marketplace.Jobs.Tests;

public sealed class ScheduleInWordsTests
{
    [Theory]
    [InlineData("* * * * *", "Every minute")]
    [InlineData("*/5 * * * *", "Every 5 minutes")]
    [InlineData("15 * * * *", "Every hour, 15 minutes past")]
    [InlineData("0 */6 * * *", "Every 6 hours, 0 minutes past")]
    [InlineData("17 3 * * *", "Every day at 03:17 UTC")]
    [InlineData("30 4 * * 1", "Every Monday at 04:30 UTC")]
    [InlineData("30 4 * * 7", "Every Sunday at 04:30 UTC")]
    [InlineData("0 0 1 * *", "On day 1 of every month at 00:00 UTC")]
    [InlineData("0 0 1 1 *", "0 0 1 1 * (cron, UTC)")]
    [InlineData("0,30 * * * *", "0,30 * * * * (cron, UTC)")]
    public void A_schedule_reads_as_a_sentence(string cron, string words)
    {
        var localizers = new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance);
        Assert.Equal(words, new ScheduleInWords(new StringLocalizer<ScheduleInWords>(localizers)).Describe(cron));
    }
}
