using Marketplace.Ui;

namespace Marketplace.Content.SiteMenus;

/// <summary>A menu as somebody types it.</summary>
internal sealed class SiteMenuInput : IEditForm
{
    public string? Version { get; set; }

    public List<SiteMenuEntryInput> Entries { get; set; } = [];

    /// <summary>Moves, indents, removes or adds an entry, as the buttons beside it say; nothing is saved by it.</summary>
    /// <param name="what"><c>up</c>, <c>down</c>, <c>in</c>, <c>out</c>, <c>remove</c> or <c>add</c>.</param>
    public void Arrange(string? what, int index)
    {
        if (what == "add")
            Entries.Add(new SiteMenuEntryInput());
        if (index < 0 || index >= Entries.Count)
            return;
        switch (what)
        {
            case "up" when index > 0:
                (Entries[index - 1], Entries[index]) = (Entries[index], Entries[index - 1]);
                break;
            case "down" when index + 1 < Entries.Count:
                (Entries[index + 1], Entries[index]) = (Entries[index], Entries[index + 1]);
                break;
            case "in":
                Entries[index].IsBelow = true;
                break;
            case "out":
                Entries[index].IsBelow = false;
                break;
            case "remove":
                Entries.RemoveAt(index);
                break;
        }

        if (Entries.Count > 0)
            Entries[0].IsBelow = false;
    }
}

internal sealed class SiteMenuEntryInput
{
    public string? Label { get; set; }

    public string? Target { get; set; }

    public bool IsBelow { get; set; }

    /// <summary>What a conflict shows of it.</summary>
    public override string ToString() => $"{(IsBelow ? "– " : "")}{Label} ({Target})";
}
