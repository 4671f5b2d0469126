using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Ui;

/// <summary>
/// What somebody typed into a form that came too late: sent again once they are signed in, or with a fresh page. No secrets, no files.
/// </summary>
/// <param name="Address">Path and query that the form was sent to, with the tenant's prefix.</param>
/// <param name="UserId">Whose page it was: nobody else may send it.</param>
/// <param name="LeftOut">A secret was typed, and is not among the fields.</param>
public sealed record KeptForm(string Address, string UserId, IReadOnlyList<KeptField> Fields, DateTimeOffset At, bool LeftOut = false);

public sealed record KeptField(string Name, string Value);

/// <summary>Seals a kept form for the way through the visitor's browser.</summary>
public sealed class KeptForms(IDataProtectionProvider protection, PageUser pageUser, TimeProvider time)
{
    /// <summary>
    /// Lists the names of a form's fields whose content is never written into a page again. <c>form-field</c> adds it for every password,
    /// and for what is marked <c>secret</c>.
    /// </summary>
    public const string SecretField = "__Secret";

    private const int MostCharacters = 40_000;

    /// <summary>Also left out where a form was written without <c>form-field</c>.</summary>
    private static readonly string[] SecretWords = ["password", "secret", "token"];

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
        var secrets = form[SecretField].OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var typed = form.Where(x => x.Key is not ("__RequestVerificationToken" or PageUser.Field or SecretField)).ToList();
        var fields = typed.Where(x => !IsSecret(x.Key, secrets))
            .SelectMany(x => x.Value.Select(value => new KeptField(x.Key, value ?? ""))).ToList();
        var kept = new KeptForm(request.PathBase + request.Path + request.QueryString, userId, fields, time.GetUtcNow())
        {
            LeftOut = typed.Any(x => IsSecret(x.Key, secrets) && x.Value.Any(value => !string.IsNullOrEmpty(value))),
        };
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

    private static bool IsSecret(string name, HashSet<string> listed) =>
        listed.Contains(name) || SecretWords.Any(x => name.Contains(x, StringComparison.OrdinalIgnoreCase));
}
