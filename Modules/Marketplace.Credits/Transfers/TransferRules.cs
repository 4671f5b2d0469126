namespace Marketplace.Credits.Transfers;

internal static class TransferRules
{
    public static TransferRefusal? CheckDay(TransferSettings settings, CreditAmount amount, CreditAmount sentToday)
    {
        // A limit that was lowered during the day may lie below what was sent already.
        var left = settings.MostPerDay > sentToday ? settings.MostPerDay - sentToday : CreditAmount.Zero;
        return amount > left ? new TransferRefusal.AboveDaily(settings.MostPerDay, left) : null;
    }
}
