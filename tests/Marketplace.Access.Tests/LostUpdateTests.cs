using System.Net;
using AngleSharp.Html.Dom;
using Marketplace.Testing;

namespace Marketplace.Access.Tests;

/// <summary>Two people have the same form open; the second one to save sees what the first one saved, and undoes nothing unseen.</summary>
public sealed class LostUpdateTests(House house)
{
    private static readonly IReadOnlyList<Form> Forms =
    [
        new(Caller.Operator, Caller.Administrator, "/admin/catalog/nextcloud", "Input.Price", "11.00", "12.00"),
        new(Caller.Operator, Caller.Administrator, "/admin/catalog/nextcloud", "Input.Name", "Nextcloud for two", "Nextcloud for three"),
        new(Caller.Administrator, Caller.Administrator, "/admin/settings", "Input.Tagline", "First come.", "First served."),
        new(Caller.Administrator, Caller.Administrator, "/admin/settings", "Input.UnitName", "Coins", "Points"),
        new(Caller.Administrator, Caller.Administrator, "/admin/settings", "Input.DisplayName", "Mycelium One", "Mycelium Two"),
        new(Caller.Administrator, Caller.Administrator, "/admin/payments/settings", "Input.MaximumAmount", "900.00", "800.00"),
        new(Caller.Administrator, Caller.Administrator, "/admin/payments/settings", "Input.DailyLimit", "7000.00", "6000.00"),
        new(Caller.Administrator, Caller.Administrator, "/admin/payments/receipts", "Input.SellerName", "Seller One", "Seller Two"),
        new(Caller.Administrator, Caller.Administrator, "/admin/stripe/sandbox", "Input.LateSeconds", "1", "2"),
        new(Caller.Customer, Caller.Customer, "/dashboard/wallet/auto-topup", "Input.Threshold", "11.00", "12.00"),
        new(Caller.Customer, Caller.Customer, "/dashboard/settings", "Profile.Name", "Cora First", "Cora Second"),
        new(Caller.Customer, Caller.Customer, "/dashboard/wallet/low-balance", "amount", "11.00", "12.00", ("enabled", "true")),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Forms.Count)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_second_to_save_sees_what_the_first_one_saved(int index)
    {
        var form = Forms[index];
        var stale = await house.As(form.Second).GetPageAsync(form.Path);
        var before = ValueOf(stale, form.Field);
        await SavedAsync(house.As(form.First).SubmitAsync(form.Path, Typed(form, form.Theirs)), form);

        var answer = await house.As(form.Second).SubmitAsync(stale, form.Path, Typed(form, form.Mine));

        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{form.Path} overwrote {form.Theirs}.");
        var page = await Visitor.ReadPageAsync(answer);
        Assert.Equal(form.Mine, ValueOf(page, form.Field));
        Assert.Contains(form.Theirs, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(form.Theirs, ValueOf(await house.As(form.First).GetPageAsync(form.Path), form.Field));

        await SavedAsync(house.As(form.Second).SubmitAsync(page, form.Path, Typed(form, form.Mine)), form);
        Assert.Equal(form.Mine, ValueOf(await house.As(form.First).GetPageAsync(form.Path), form.Field));
        await SavedAsync(house.As(form.First).SubmitAsync(form.Path, Typed(form, before)), form);
    }

    /// <summary>Which nobody's browser sends: it knows of no version, so it overwrites nothing.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public async Task A_form_without_its_version_changes_nothing(int index)
    {
        var form = Forms[index];
        var page = await house.As(form.Second).GetPageAsync(form.Path);
        var before = ValueOf(page, form.Field);
        foreach (var version in page.QuerySelectorAll("input[type=hidden]").Where(IsVersion).ToList())
            version.Remove();

        var answer = await house.As(form.Second).SubmitAsync(page, form.Path, Typed(form, form.Mine));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(before, ValueOf(await house.As(form.Second).GetPageAsync(form.Path), form.Field));
    }

    internal static bool IsVersion(AngleSharp.Dom.IElement input) =>
        input.GetAttribute("name")?.EndsWith("version", StringComparison.OrdinalIgnoreCase) is true;

    private static async Task SavedAsync(Task<HttpResponseMessage> sending, Form form)
    {
        var answer = await sending;
        Assert.True(
            answer.StatusCode == HttpStatusCode.Redirect,
            $"{form.Path} was not saved: "
            + $"{(await Visitor.ReadPageAsync(answer)).QuerySelector(".error-summary, .field-error")?.TextContent}");
    }

    private static Dictionary<string, string> Typed(Form form, string value)
    {
        var fields = form.Others.ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal);
        fields[form.Field] = value;
        return fields;
    }

    private static string ValueOf(IHtmlDocument page, string field) =>
        ((IHtmlInputElement)page.QuerySelector($"input[name='{field}']")!).Value;

    private sealed record Form(
        Caller First, Caller Second, string Path, string Field, string Theirs, string Mine, params (string Name, string Value)[] Others);
}
