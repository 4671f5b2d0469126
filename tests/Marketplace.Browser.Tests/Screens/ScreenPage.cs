using Marketplace.Browser.Tests.Support;

namespace Marketplace.Browser.Tests.Screens;

public enum Looker
{
    Visitor,
    NewCustomer,
    Customer,
    Admin,
}

/// <param name="Follow">A link on the page at <paramref name="Path"/> that leads to the page meant; null: it is that page.</param>
/// <param name="Open">What is opened on the page, for example a dialog; null: nothing.</param>
public sealed record ScreenPage(string Name, string Path, Looker Who, string? Follow = null, string? Open = null, int Status = 200)
{
    /// <summary>What is done on the page before it is looked at, for example filling in a form.</summary>
    public Func<Guest, Task> Act { get; init; } = _ => Task.CompletedTask;
}
