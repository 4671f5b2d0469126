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
public sealed record ScreenPage(string Name, string Path, Looker Who, string? Follow = null, string? Open = null, int Status = 200);
