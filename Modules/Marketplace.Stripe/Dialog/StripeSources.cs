using Marketplace.Stripe.Account;

namespace Marketplace.Stripe.Dialog;

/// <summary>Opens the Content-Security-Policy for Stripe's own script, and only where it is used: the sandbox's script is ours.</summary>
internal static class StripeSources
{
    public static void Add(ContentSecurityPolicyOptions policy, ConfiguredAccount configured)
    {
        if (configured.Account is not { } account || StripeKeyRules.IsOfSandbox(account.SecretKey))
            return;
        // Stripe.js loads parts of itself from hosts below its own.
        foreach (var sources in new[] { policy.ScriptSources, policy.FrameSources })
        {
            sources.Add("https://js.stripe.com");
            sources.Add("https://*.js.stripe.com");
        }

        policy.FrameSources.Add("https://hooks.stripe.com");
        policy.ConnectSources.Add("https://api.stripe.com");
    }
}
