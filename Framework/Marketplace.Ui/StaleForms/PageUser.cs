using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Ui;

/// <summary>
/// For whom a page was made. Pages carry it sealed with the tenant's keys, in <c>&lt;html data-page-user&gt;</c> for scripts and in a
/// hidden field of every form that posts, and what they send says it again: a page made for one person must not act for another who signed
/// in meanwhile in the same browser.
/// </summary>
public sealed class PageUser(IDataProtectionProvider protection, IHttpContextAccessor accessor)
{
    /// <summary>Sent by the pages' scripts with every request. A program sends none: who it is stands in its request.</summary>
    public const string Header = "Page-User";

    public const string Field = "__PageUser";

    /// <summary>The page was made for a visitor who was not signed in.</summary>
    public const string Nobody = "nobody";

    private static readonly object _item = new();

    private readonly IDataProtector _protector = protection.CreateProtector("Marketplace.Ui.PageUser.v1");

    /// <summary>For the page that this request makes.</summary>
    public string Current
    {
        get
        {
            var http = accessor.HttpContext ?? throw new InvalidOperationException("A page needs a request.");
            var id = http.User.FindUserId();
            // Signing in within the request changes who it is for.
            if (http.Items[_item] is not (string made, string text) || made != (id ?? ""))
                http.Items[_item] = (made, text) = (id ?? "", id is null ? Nobody : _protector.Protect(id));
            return text;
        }
    }

    /// <param name="said">What the page says; null or empty from a program.</param>
    public PageUserMatch Compare(string? said, ClaimsPrincipal user)
    {
        if (string.IsNullOrEmpty(said))
            return PageUserMatch.NotSaid;
        if (said == Nobody)
            return user.FindUserId() is null ? PageUserMatch.Same : PageUserMatch.SignedInSince;
        if (FindId(said) is not { } id)
            return user.FindUserId() is null ? PageUserMatch.NotSaid : PageUserMatch.SomebodyElse;
        if (user.FindUserId() is not { } now)
            return PageUserMatch.SignedOutSince;
        return id == now ? PageUserMatch.Same : PageUserMatch.SomebodyElse;
    }

    /// <returns>The id of the user that the page was made for; null for a visitor's page, and for what this site did not write.</returns>
    internal string? FindId(string said)
    {
        try
        {
            return said is "" or Nobody ? null : _protector.Unprotect(said);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

public enum PageUserMatch
{
    /// <summary>A program, or a page of which nothing can be said.</summary>
    NotSaid,
    Same,

    /// <summary>Made for one user, sent by another; or by somebody signed in with a mark that cannot be read.</summary>
    SomebodyElse,

    /// <summary>Made for a visitor who has signed in since.</summary>
    SignedInSince,

    /// <summary>Made for a user who is not signed in any more.</summary>
    SignedOutSince,
}
