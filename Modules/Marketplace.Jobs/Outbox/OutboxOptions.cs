namespace Marketplace.Jobs.Outbox;

/// <summary>Settings of the whole host, section <c>Marketplace:Outbox</c>.</summary>
internal sealed class OutboxOptions
{
    public const string Section = "Marketplace:Outbox";

    public LaneOptions Lanes { get; set; } = new();

    /// <summary>Days after which a mail or a webhook that could not be delivered is given up. Money and work are never given up.</summary>
    public int GiveUpAfterDays { get; set; } = OutboxPatience.DefaultDays;

    public TimeSpan GiveUpAfter => TimeSpan.FromDays(GiveUpAfterDays);
}

/// <summary>How many deliveries of each lane a process works on at once, for each tenant.</summary>
internal sealed class LaneOptions
{
    public int Money { get; set; } = 8;

    public int Work { get; set; } = 4;

    public int Mail { get; set; } = 4;

    public int Webhooks { get; set; } = 8;

    public int Of(Lane lane) => Math.Max(1, lane switch
    {
        Lane.Money => Money,
        Lane.Mail => Mail,
        Lane.Webhooks => Webhooks,
        Lane.Work => Work,
        _ => throw new ArgumentOutOfRangeException(nameof(lane), lane, "There is no such lane."),
    });
}
