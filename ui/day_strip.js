// A press on a bar is one on the slider under it: the nearer end of the range goes there, and follows the pointer.
(() => {
  document.querySelector(".fl-bars").onpointerdown = ({ clientX, clientY, button, pointerId, pointerType }) => {
    const track = document.querySelector(".st-key-day-strip .stSlider [role=group] > *");
    const press = { bubbles: true, cancelable: true, clientX, clientY, button, pointerId, pointerType };
    track?.dispatchEvent(new PointerEvent("pointerdown", press));
  };
})();
