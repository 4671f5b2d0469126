using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Ui;

/// <summary>
/// What somebody typed into a form that came too late: sent again once they are signed in, or with a fresh page. No passwords, no files.
/// </summary>
/// <param name="Address">Path and query that the form was sent to, with the tenant's prefix.</param>
/// <param name="UserId">Whose page it was: nobody else may send it.</param>
public sealed record KeptForm(string Address, string UserId, IReadOnlyList<KeptField> Fields, DateTimeOffset At);

public sealed record KeptField(string Name, string Value);

/// <summary>Seals a kept form for the way through the visitor's browser.</summary>
public sealed class KeptForms(IDataProtectionProvider protection, PageUser pageUser, TimeProvider time)
{
    private const int MostCharacters = 40_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly IDataProtector _protector = protection.CreateProtector("Marketplace.Ui.KeptForm.v1");

    /// <returns>Null where the request has no form that can be kept, or one that no page of this site made for somebody who was signed
    /// in.</returns>
    public async Task<string?> KeepAsync(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || request.ContentLength is null or > MostCharacters)
            return null;
        if (await StaleForm.ReadAsync(request) is not { Files.Count: 0 } form
            || pageUser.FindId(form[PageUser.Field].ToString()) is not { } userId)
            return null;
        var fields = form.Where(x => IsTyped(x.Key)).SelectMany(x => x.Value.Select(value => new KeptField(x.Key, value ?? ""))).ToList();
        var kept = new KeptForm(request.PathBase + request.Path + request.QueryString, userId, fields, time.GetUtcNow());
        return _protector.Protect(JsonSerializer.Serialize(kept));
    }

    /// <returns>Null when there is none, or it is too old.</returns>
    public KeptForm? Open(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        try
        {
            var kept = JsonSerializer.Deserialize<KeptForm>(_protector.Unprotect(text))!;
            return time.GetUtcNow() - kept.At < Lifetime ? kept : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Not what the page itself wrote for this one sending, and nothing secret.</summary>
    private static bool IsTyped(string name) =>
        name is not ("__RequestVerificationToken" or PageUser.Field) && !name.Contains("password", StringComparison.OrdinalIgnoreCase);
}
